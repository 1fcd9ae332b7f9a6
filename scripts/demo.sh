#!/usr/bin/env bash
# make demo: the production stack on the local AWS: planned on an empty account, built, run again, shown.
set -euo pipefail
cd "$(dirname "$0")/.."

port=${CLOUD_PORT:-4566}
# A few seconds for each slow kind, so that the waiting shows.
export CLOUD_DELAYS=${CLOUD_DELAYS:-nat=3,rds=6,opensearch=9,elasticache=5,alb=2,cloudfront=3,ecs=3}

heading() { printf '\n\033[1m== %s\033[0m\n   $ %s\n' "$1" "$2"; }
step() {
  heading "$1" "$2"
  local began=$SECONDS
  eval "$2"
  printf '   (%s s)\n' "$((SECONDS - began))"
}

# Always the same start: an empty account.
CLOUD_PORT=$port scripts/cloud.sh stop >/dev/null 2>&1 || true
CLOUD_PORT=$port scripts/cloud.sh start
# shellcheck disable=SC1091
. .cloud/env

play=".venv/bin/ansible-playbook"
step "1. Plan: what would be built in an empty account? Nothing is written." "$play site.yml -i inventories/production --check"
step "2. Build" "$play site.yml -i inventories/production"
step "3. Second run: nothing to do" "$play site.yml -i inventories/production"
step "4. What was built" "$play playbooks/outputs.yml -i inventories/production"
step "5. What it costs, from the inventory alone" "$play playbooks/cost.yml -i inventories/production"
step "6. Picture" "$play playbooks/diagram.yml -i inventories/production"

cat <<'TEXT'

The local AWS goes on running. Try next:
  . .cloud/env
  .venv/bin/ansible-playbook playbooks/drift.yml -i inventories/production                              # change something by hand, and see it found
  .venv/bin/ansible-playbook site.yml -i inventories/production --check --diff -e vpc_nat_mode=single   # the plan of a change, field by field
  .venv/bin/ansible-playbook playbooks/destroy.yml -i inventories/production -e confirm=production      # remove everything, and prove it
  make cloud-stop
TEXT
