#!/usr/bin/env bash
# What a change needs in a minute or two: its files linted, the fast tests, and beside them one scenario.
#   SCENARIO  the scenarios named so, or so-* (default kms, the fastest)
#   BASE      since when files count as changed (default: where the branch left main; on main: the last commit)
#   WORKERS   how many tests run side by side (default: as many as there are cores)
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# ansible-lint looks for Ansible on PATH.
export PATH="$PWD/.venv/bin:$PATH"

scenario=${SCENARIO:-kms}
# They start servers and processes, and are about the tests' own tools.
slow=(tests/unit/test_cloud_support.py tests/unit/test_proxy.py tests/unit/test_scenarios.py tests/unit/test_scripts.py)
failed=()

say() { printf 'quick: %s\n' "$*"; }

base() {
  local branch
  for branch in ${BASE:-origin/main main}; do
    if git merge-base HEAD "$branch" 2>/dev/null; then return; fi
  done
  echo HEAD
}

changed() {
  git diff --name-only --diff-filter=d "$1" --
  git ls-files --others --exclude-standard
}

# name, command: says how long it took, and remembers what failed.
step() {
  local name=$1 began=$SECONDS
  shift
  if ! "$@"; then failed+=("$name"); fi
  say "$name: $((SECONDS - began)) s"
}

lint() {
  local since files
  since=$(base)
  mapfile -t files < <(changed "$since")
  say "lint of ${#files[@]} files changed since $(git log -1 --format='%h %s' "$since")"
  ((${#files[@]} == 0)) || pre-commit run --files "${files[@]}"
}

output=$(mktemp)
# A process group of its own, so that nothing of it outlives this script.
set -m
scripts/molecule.sh "$scenario" >"$output" 2>&1 &
molecule=$!
set +m
trap 'kill -- "-$molecule" 2>/dev/null; rm -f "$output"' EXIT
trap 'exit 130' INT TERM

scenario_passes() {
  wait "$molecule"
  local rc=$?
  cat "$output"
  return "$rc"
}

step "lint" lint
step "tests" .venv/bin/python -m pytest tests/unit tests/contract -q -n "${WORKERS:-auto}" "${slow[@]/#/--ignore=}"
scenario_passes || failed+=("scenario")

if ((${#failed[@]})); then
  say "failed after $SECONDS s: $(printf '%s, ' "${failed[@]}" | sed 's/, $//')" >&2
  exit 1
fi
say "nothing found after $SECONDS s"
