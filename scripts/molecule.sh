#!/usr/bin/env bash
# Runs molecule's scenarios: `molecule.sh` all of them, `molecule.sh vpc` those named vpc or vpc-*.
#   SCENARIOS_AT_ONCE  how many run side by side (default 2)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec .venv/bin/python -m tests.support.scenarios "$@"
