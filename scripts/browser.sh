#!/usr/bin/env bash
# Prints the path of a Chromium for the tests of the picture. Installs Debian's if there is none and this user may.
set -euo pipefail

say() { printf 'browser: %s\n' "$*" >&2; }

find_browser() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [[ -n $name ]] && command -v "$name"; then return; fi
  done
  return 1
}

install_browser() {
  local as_root=()
  command -v apt-get >/dev/null || return 1
  if ((EUID != 0)); then
    sudo -n true 2>/dev/null || return 1
    as_root=(sudo -n)
  fi
  say "installing Debian's chromium (a minute or two)"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive sh -c 'apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium' >&2
}

find_browser && exit
install_browser || true
find_browser && exit
say "no Chromium or Chrome was found; install it (Debian: sudo apt-get install chromium) or set CHROMIUM to its path"
exit 1
