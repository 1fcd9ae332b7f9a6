#!/usr/bin/env bash
# The local AWS in the background: `cloud.sh start` and `cloud.sh stop`.
#   CLOUD_PORT    where it listens (default 4566; 0: any free port)
#   CLOUD_DELAYS  how long slow kinds take, in seconds: nat=10,rds=25 (default: ready at once)
#   CLOUD_DIR     where its pid, log and env are kept (default .cloud)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

port=${CLOUD_PORT:-4566}
delays=${CLOUD_DELAYS:-}
directory=${CLOUD_DIR:-.cloud}
server=("$PWD/.venv/bin/python" -m local_aws)

say() { printf 'cloud: %s\n' "$*"; }

die() { printf 'cloud: %s\n' "$@" >&2; exit 1; }

command_of() {
  if [[ -d /proc/self ]]; then tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null; else ps -o args= -p "$1"; fi
}

# The pid of our server if it runs. A pid may have been given to somebody else since the file was written.
running_pid() {
  local pid
  pid=$(cat "$directory/pid" 2>/dev/null) || return 1
  [[ "$(command_of "$pid")" == "${server[*]} "* ]] && echo "$pid"
}

endpoint() { sed -n 's/^local AWS listens on //p' "$directory/log"; }

set_delays() {
  "${server[0]}" -c 'import sys, urllib.request as r; r.urlopen(sys.argv[1] + "/local-aws/delays", sys.argv[2].encode(), 10)' "$(endpoint)" "$delays" 2>/dev/null ||
    die "CLOUD_DELAYS=$delays was refused by the local AWS that runs on $(endpoint)"
}

# The keys belong to nobody; being long, they are not found by chance in an output that Ansible masks.
write_env() {
  cat >"$directory/env" <<ENV
unset AWS_PROFILE AWS_SESSION_TOKEN
export AWS_ENDPOINT_URL=$(endpoint)
export AWS_ACCESS_KEY_ID=LOCALCLOUDACCESSKEY0
export AWS_SECRET_ACCESS_KEY=local-cloud-key-that-opens-nothing-elsewhere
export AWS_DEFAULT_REGION=ap-northeast-2
ENV
}

already_runs() {
  if [[ $port != 0 && "$(endpoint)" != *":$port" ]]; then
    die "it runs on $(endpoint), not on port $port; end it first: make cloud-stop"
  fi
  if [[ -n $delays ]]; then set_delays; fi
  say "already runs on $(endpoint) (pid $1); use it with:  . $directory/env"
}

wait_until_it_answers() {
  local pid=$1
  for _ in {1..300}; do
    if [[ -n "$(endpoint)" ]]; then return; fi
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.2
  done
  kill "$pid" 2>/dev/null || true
  rm -f "$directory/pid"
  if grep -q 'cannot listen' "$directory/log"; then
    die "port $port belongs to another program; choose a free one: CLOUD_PORT=4600 make cloud"
  fi
  die "the local AWS did not start; $directory/log says:" "$(tail -n 15 "$directory/log")"
}

start() {
  local pid
  if pid=$(running_pid); then already_runs "$pid"; return; fi
  [[ -x ${server[0]} ]] || die "there is no .venv yet; make it first: make setup"
  mkdir -p "$directory"
  rm -f "$directory/env"
  say "starting the local AWS"
  nohup "${server[@]}" --port "$port" --delays "$delays" >"$directory/log" 2>&1 </dev/null &
  pid=$!
  echo "$pid" >"$directory/pid"
  wait_until_it_answers "$pid"
  write_env
  say "runs on $(endpoint) (pid $pid); use it with:  . $directory/env"
}

stop() {
  local pid
  if ! pid=$(running_pid); then
    rm -f "$directory/pid" "$directory/env"
    say "it does not run"
    return
  fi
  kill "$pid"
  for _ in {1..50}; do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  if kill -0 "$pid" 2>/dev/null; then kill -KILL "$pid"; fi
  rm -f "$directory/pid" "$directory/env"
  say "ended (pid $pid)"
}

case "${1:-}" in
  start | stop) "$1" ;;
  *) die "usage: scripts/cloud.sh start|stop" ;;
esac
