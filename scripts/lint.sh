#!/usr/bin/env bash
# Runs every linter, also after one has found something, and ends with 1 if any has.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PATH="$PWD/.venv/bin:$PATH"

failed=()

check() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then
    echo "lint: $name: nothing found"
  else
    printf 'lint: %s:\n%s\n' "$name" "$output"
    failed+=("$name")
  fi
}

scripts_parse() {
  local script
  for script in scripts/*.sh .ci/run; do bash -n "$script" || return 1; done
}

playbooks_parse() {
  find site.yml playbooks -name vars -prune -o -name '*.yml' -print0 | xargs -0 ansible-playbook --syntax-check -i inventories/production
}

check "ruff" ruff check --quiet .
check "yamllint" yamllint --strict .
check "mypy" mypy
check "syntax of shell scripts" scripts_parse
check "syntax of playbooks" playbooks_parse
check "ansible-lint" ansible-lint --nocolor --format pep8

if ((${#failed[@]})); then
  printf 'lint: failed: %s\n' "$(printf '%s, ' "${failed[@]}" | sed 's/, $//')" >&2
  exit 1
fi
