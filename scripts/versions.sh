#!/usr/bin/env bash
# Runs the unit tests and those of Ansible's semantics with another ansible-core than the pinned one.
#   versions.sh newest   the newest there is, pre-releases included
#   versions.sh oldest   the oldest ansible-core and amazon.aws that the collection knowledge.aws names
# Everything else is as pinned. The environment is kept in .cache/newest or .cache/oldest.
#   WORKERS  how many tests run side by side (default: as many as there are cores)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

which=${1:-}
venv=.cache/$which
collection=collections/ansible_collections/knowledge/aws
# The package that carries the oldest amazon.aws and asks for the oldest ansible-core, so that Galaxy is not needed.
carrier="ansible==12.2.0"
python_of_oldest=3.12

say() { printf '%s: %s\n' "$which" "$*"; }

die() { say "$*" >&2; exit 1; }

skip() { say "skipped, because $*"; exit 0; }

# The version after >= behind a word of a file of the collection.
least() { sed -n "s/^ *$2: *[\"']>=\([0-9.]*\).*/\1/p" "$collection/$1"; }

core_of() { "$1/bin/python" -c 'import ansible.release as r; print(r.__version__)'; }

amazon_of() {
  sed -n 's/^ *"version": "\(.*\)",/\1/p' "$1"/lib/python3*/site-packages/ansible_collections/amazon/aws/MANIFEST.json
}

newest_core() {
  .venv/bin/python -m pip index versions --pre ansible-core 2>/dev/null | sed -n '1s/^ansible-core (\(.*\))$/\1/p'
}

oldest_python() {
  local candidate
  for candidate in "python$python_of_oldest" "$HOME/.pyenv/versions/$python_of_oldest".*/bin/python3; do
    if "$candidate" -c 'import venv, ensurepip' 2>/dev/null; then echo "$candidate"; return; fi
  done
  echo .venv/bin/python
}

# A Python, and what to install over the pins: in a step of its own, since the two contradict each other.
make_venv() {
  local python=$1 made_from
  shift
  made_from="$(cat requirements.txt requirements-dev.txt | cksum) $*"
  if [[ -f $venv/.made_from && "$(<"$venv/.made_from")" == "$made_from" ]]; then return; fi
  say "making $venv with $("$python" --version) and $* (a minute or two)"
  local install=("$venv/bin/python" -m pip install -q --disable-pip-version-check)
  mkdir -p .cache
  "$python" -m venv --clear "$venv" &&
    "${install[@]}" -r requirements.txt -r requirements-dev.txt >"$venv/install.log" 2>&1 &&
    "${install[@]}" "$@" >>"$venv/install.log" 2>&1 || skip "$* cannot be installed; see $venv/install.log"
  echo "$made_from" >"$venv/.made_from"
}

newest() {
  local core
  core=$(newest_core) || true
  [[ -n $core ]] || skip "no package index answers"
  [[ $core != "$(core_of .venv)" ]] || skip "ansible-core $core of .venv is the newest"
  make_venv .venv/bin/python "ansible-core==$core"
}

oldest() {
  local amazon
  amazon=$(least galaxy.yml amazon.aws)
  make_venv "$(oldest_python)" "$carrier" "ansible-core==$(least meta/runtime.yml requires_ansible)"
  [[ $(amazon_of "$venv") == "$amazon" ]] ||
    die "galaxy.yml names amazon.aws $amazon, $carrier carries $(amazon_of "$venv"): change one of them"
}

case $which in
  newest | oldest) "$which" ;;
  *) printf 'usage: scripts/versions.sh newest|oldest\n' >&2; exit 2 ;;
esac
say "ansible-core $(core_of "$venv"), amazon.aws $(amazon_of "$venv"), $("$venv/bin/python" --version)"
exec "$venv/bin/python" -m pytest tests/unit tests/semantics -n "${WORKERS:-auto}"
