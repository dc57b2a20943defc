#!/usr/bin/env bash
# Sets up all of Millrace on Debian or Ubuntu: packages, .env, services, rows, API and dashboard. Run it again at any time:
# what is there is left as it is.
set -euo pipefail
cd "$(dirname "$0")"

usage() {
  cat <<'TEXT'
./setup.sh [options]

  --rows <n>     rows to seed: 1e9 (default), 250_000, 10M
  --no-seed      leave the table as it is
  --no-packages  leave the system as it is: without Java, the spool takes Kafka's place; Redis is for several hosts
  --yes          do not ask
  --stop         end the API and dashboard that this script has started
  --help         this

Installs what is missing of Java 17, Maven, Redis and Chromium by apt-get (which needs root or sudo; nothing does if all is
there), the npm packages, makes .env from .env.example, starts the services with API and dashboard in the background, and
seeds the table. Settings are those of .env.example, in .env or in the environment.
TEXT
}

rows=1e9
seed=yes
packages=yes
yes=
stop=
while [ $# -gt 0 ]; do
  case "$1" in
    --rows) rows=${2:?--rows needs a number, such as --rows 1e8}; shift ;;
    --rows=*) rows=${1#*=} ;;
    --no-seed) seed= ;;
    --no-packages) packages= ;;
    --yes | -y) yes=yes ;;
    --stop) stop=yes ;;
    --help | -h) usage; exit 0 ;;
    *) echo "setup.sh: $1 is not an option; --help lists them" >&2; exit 2 ;;
  esac
  shift
done

say() { printf '%s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null; }
node() { node_modules/.bin/node "$@"; }
# A setting as the commands will see it: the environment, then .env, then what is given here.
setting() {
  node -e "try { process.loadEnvFile('.env') } catch {}; console.log(process.env[process.argv[1]] || process.argv[2])" "$1" "$2"
}
confirm() {
  [ -z "$yes" ] || return 0
  if ! [ -t 0 ]; then say "$1 Nobody is there to answer: say --yes."; exit 1; fi
  read -r -p "$1 [y/N] " answer
  [[ "$answer" =~ ^[yY] ]] || { say 'nothing was done'; exit 1; }
}

java_is_17() { has java && java -version 2>&1 | grep -qE 'version "(1[7-9]|[2-9][0-9])'; }
missing_packages() {
  has npm || echo nodejs npm
  has make || echo make
  java_is_17 || echo default-jre-headless
  has mvn || echo maven
  has redis-server || echo redis-server
  has chromium || has chromium-browser || has google-chrome || echo chromium
}

install_packages() {
  local missing as_root=()
  missing=$(missing_packages | tr '\n' ' ')
  [ -n "${missing// /}" ] || { say 'system packages: all there'; return; }
  local command="apt-get install --yes --no-install-recommends $missing"
  if ! has apt-get; then
    say "missing: $missing. This script installs them on Debian and Ubuntu; here, install them by hand and run it again."
    exit 1
  fi
  if [ "$(id -u)" != 0 ]; then
    if ! has sudo; then say "missing: $missing. As root: $command"; exit 1; fi
    as_root=(sudo)
  fi
  confirm "Install ${missing% } by apt-get?"
  "${as_root[@]}" apt-get update -qq
  # shellcheck disable=SC2086 # a list of packages
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" $command
}

make_env() {
  if [ -e .env ]; then say '.env: there, left as it is'; else cp .env.example .env; say '.env: made from .env.example'; fi
}

is_up() { node -e 'fetch(process.argv[1]).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))' "$1/healthz"; }

up_files() { data_dir=$(setting DATA_DIR ./data); log=$data_dir/up.log; pid_file=$data_dir/up.pid; }

start_up() {
  api=http://127.0.0.1:$(setting API_PORT 8080)
  if is_up "$api"; then say "API and dashboard: running already"; return; fi
  mkdir -p -m 700 "$data_dir"
  umask 077
  setsid nohup make --silent up >"$log" 2>&1 </dev/null &
  echo $! >"$pid_file"
  for _ in $(seq 600); do
    is_up "$api" && return
    kill -0 "$(cat "$pid_file")" 2>/dev/null || { tail -n 20 "$log" >&2; say "make up has ended, see $log"; exit 1; }
    sleep 0.5
  done
  say "the API has not come up in five minutes, see $log"
  exit 1
}

stop_up() {
  local pid
  pid=$(cat "$pid_file" 2>/dev/null || true)
  if [ -z "$pid" ] || ! kill -0 "$pid" 2>/dev/null; then say 'nothing that this script started is running'; rm -f "$pid_file"; return; fi
  # make and what it runs are a process group of their own.
  kill -INT -- "-$pid"
  while kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
  rm -f "$pid_file"
  say 'API, dashboard and what only they used have ended'
}

if [ -n "$stop" ]; then up_files; stop_up; exit 0; fi
[ -z "$packages" ] || install_packages
make --silent setup
make_env
up_files
if [ -n "$seed" ]; then
  node engine/cli/millrace.ts plan --rows "$rows" >&2 ||
    { say 'Free some disk, seed fewer (--rows 1e8), or none (--no-seed).'; exit 1; }
  confirm "Seed $rows rows?"
fi
start_up
say "dashboard: $api (log: $log)"
[ -z "$seed" ] || make --silent seed ROWS="$rows"
say
say "dashboard      $api"
say "API            $api/metrics/overview, $api/openapi.json"
say "prove it       make verify"
say "end it         ./setup.sh --stop"
