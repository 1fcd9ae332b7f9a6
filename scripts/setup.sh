#!/usr/bin/env bash
# Makes .venv from the pinned requirements. Does nothing when it is already as they say.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

requirements=(requirements.txt requirements-dev.txt)
stamp=.venv/.made_from
oldest="3.12"

say() { printf 'setup: %s\n' "$*"; }

fingerprint() { cat "${requirements[@]}" | cksum; }

is_made() { [[ -f $stamp && -x .venv/bin/python && "$(<"$stamp")" == "$(fingerprint) $PWD" ]]; }

# A name on PATH may be a shim that does not run, and Debian's Python may lack ensurepip: only trying tells.
is_usable() {
  "$1" -c "import sys, venv, ensurepip; sys.exit(sys.version_info < (${oldest/./, }))" >/dev/null 2>&1
}

find_python() {
  local name candidate
  for name in python3 python3.14 python3.13 python3.12 python; do
    candidate=$(command -v "$name") || continue
    if is_usable "$candidate"; then echo "$candidate"; return; fi
  done
  while read -r candidate; do
    if is_usable "$candidate"; then echo "$candidate"; return; fi
  done < <(printf '%s\n' "$HOME"/.pyenv/versions/*/bin/python3 | sort --version-sort --reverse)
  return 1
}

no_python() {
  cat >&2 <<MESSAGE
setup: no Python >= $oldest with the modules venv and ensurepip was found.
  Looked for: python3, python3.14, python3.13, python3.12 and python on PATH, then ~/.pyenv/versions/*/bin/python3.
  Get one, then run this again:
    Debian 13, Ubuntu 24.04 or newer:  sudo apt-get install python3 python3-venv
    macOS:                             brew install python@3.13
    anywhere, without root:            curl -fsSL https://pyenv.run | bash && ~/.pyenv/bin/pyenv install 3.13
MESSAGE
  exit 1
}

# Without bytecode every start of Ansible compiles boto3 anew, which costs 0.6 s a process. Only two collections are used.
compile_bytecode() {
  local packages
  packages=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  .venv/bin/python -m compileall -q -j 0 -x 'site-packages/ansible_collections/' "$packages" >/dev/null || true
  .venv/bin/python -m compileall -q -j 0 "$packages"/ansible_collections/{amazon,community}/aws >/dev/null || true
  compgen -G "$packages/boto3/__pycache__/*.pyc" >/dev/null || { say "no bytecode was written below $packages" >&2; exit 1; }
}

make_venv() {
  local python
  python=$(find_python) || no_python
  [[ ! -L .venv ]] || rm .venv # a link to another checkout's, which --clear would empty
  say "making .venv with $("$python" --version) ($python)"
  "$python" -m venv --clear .venv
  say "installing ${requirements[*]} (a few minutes the first time)"
  .venv/bin/python -m pip install -qq --disable-pip-version-check --no-compile "${requirements[@]/#/--requirement=}"
  say "compiling bytecode"
  compile_bytecode
  echo "$(fingerprint) $PWD" >"$stamp"
  say "done: .venv/bin/ansible-playbook is $(.venv/bin/python -c 'import ansible.release as r; print(r.__version__)')"
}

if is_made; then
  say ".venv is up to date"
  exit 0
fi

# Set where containers want no bytecode; .venv wants it.
unset PYTHONDONTWRITEBYTECODE
# Two runs at once would write the same .venv.
if command -v flock >/dev/null; then
  exec 9>.setup.lock
  flock 9
fi
is_made || make_venv
