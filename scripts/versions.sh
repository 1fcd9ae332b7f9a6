#!/usr/bin/env bash
# Runs the unit tests and those of Ansible's semantics with another ansible-core than the pinned one.
#   versions.sh newest   the newest there is, pre-releases included
#   versions.sh oldest   the oldest ansible-core and amazon.aws that the collection knowledge.aws names
# All else is what the requirements pin. The environment is kept in .cache/<which>.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

which=${1:-}
venv=.cache/$which
collection=collections/ansible_collections/knowledge/aws
# The package that carries the oldest amazon.aws; Galaxy need not answer.
oldest_ansible=12.0.0
oldest_python=3.12

say() { printf '%s: %s\n' "$which" "$*"; }

skip() {
  say "skipped, because $*"
  exit 0
}

core_of() { "$1" -c 'import ansible.release; print(ansible.release.__version__)'; }

newest_core() { .venv/bin/pip index versions --pre ansible-core 2>/dev/null | sed -n '1s/^ansible-core (\(.*\))$/\1/p'; }

# What stands after >= in a line of a file.
least() { sed -n "s/^ *$2: *[\"']>=\([0-9.]*\).*/\1/p" "$collection/$1"; }

oldest_python() {
  local candidate
  for candidate in "python$oldest_python" "$HOME/.pyenv/versions/$oldest_python".*/bin/python3; do
    if "$candidate" -c 'import venv, ensurepip' 2>/dev/null; then echo "$candidate"; return; fi
  done
  echo .venv/bin/python
}

# python, what to install over the pins
make_venv() {
  local python=$1
  shift
  if [[ -f $venv/.made_from && $(<"$venv/.made_from") == "$(cat requirements*.txt | cksum) $*" ]]; then return; fi
  say "making $venv with $("$python" --version) and $*"
  "$python" -m venv --clear "$venv"
  "$venv/bin/pip" install -qq --disable-pip-version-check -r requirements.txt -r requirements-dev.txt
  # A step of its own: pip would refuse an ansible-core that the package ansible does not ask for.
  "$venv/bin/pip" install -qq --disable-pip-version-check "$@" 2>/dev/null || return
  echo "$(cat requirements*.txt | cksum) $*" >"$venv/.made_from"
}

newest() {
  local core
  core=$(newest_core)
  [[ -n $core ]] || skip "no index of packages tells which ansible-core is the newest"
  [[ $core != "$(core_of .venv/bin/python)" ]] || skip "ansible-core $core is what .venv has"
  make_venv .venv/bin/python "ansible-core==$core" || skip "ansible-core $core cannot be installed here"
}

oldest() {
  local core amazon carried
  core=$(least meta/runtime.yml requires_ansible)
  amazon=$(least galaxy.yml amazon.aws)
  make_venv "$(oldest_python)" "ansible==$oldest_ansible" "ansible-core==$core" || skip "ansible-core $core cannot be installed here"
}
