#!/usr/bin/env bash
# Installs what a bare Debian machine with the .NET 10 SDK and Node 20 lacks, builds, runs every test project, and ends
# with one line: N passed, N failed, N skipped.
#   bash tests/run.sh [--help] [--only Unit|Integration|Browser|Evaluation]
set -uo pipefail
cd "$(dirname "$0")/.."

only=""
case "${1:-}" in
  --help|-h) sed -n '2,4p' "$0" | cut -c3-; exit 0 ;;
  --only) only="${2:?--only needs the name of a test project}" ;;
  "") ;;
  *) echo "Unknown argument $1; see --help" >&2; exit 2 ;;
esac

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
work=$(mktemp -d)
trap 'stop_postgres; rm -rf "$work"' EXIT

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi; }

install_missing() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
  [ ${#missing[@]} = 0 ] && return
  echo "Installing ${missing[*]}"
  as_root apt-get update -qq >/dev/null && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null \
    || echo "Could not install ${missing[*]}: the tests that need them are skipped and say so." >&2
}

pg_user() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

# A cluster of its own on a free port: no server of the machine is touched.
start_postgres() {
  local bin; bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
  [ -n "$bin" ] || return
  pgdir="$work/pg"; mkdir -p "$pgdir"; chmod 711 "$work"
  [ "$(id -u)" = 0 ] && chown postgres "$pgdir"
  local port; port=$(node -e 's=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  if pg_user "$bin/initdb" -D "$pgdir/data" -U brigade -A trust >"$work/initdb.log" 2>&1 \
    && pg_user "$bin/pg_ctl" -D "$pgdir/data" -l "$pgdir/log" -w -o "-p $port -k $pgdir -c listen_addresses=127.0.0.1 -c max_connections=300" start >/dev/null; then
    export BRIGADE_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=brigade;Database=postgres"
    pgbin=$bin
  else
    echo "PostgreSQL did not start: its tests are skipped and say so." >&2; cat "$work/initdb.log" >&2
  fi
}

stop_postgres() { [ -n "${pgbin:-}" ] && pg_user "$pgbin/pg_ctl" -D "$pgdir/data" -m immediate stop >/dev/null 2>&1; true; }

install_missing
start_postgres

if [ -z "$only" ] || [ "$only" = Integration ] || [ "$only" = Browser ]; then
  for clients in tests/Integration/Npm; do
    [ -f "$clients/package-lock.json" ] && (cd "$clients" && npm ci --no-audit --no-fund --silent --ignore-scripts) \
      || echo "npm clients could not be installed: their tests are skipped and say so." >&2
  done
fi

echo "Building"
dotnet restore BrigadeNumerique.sln --locked-mode -v quiet || dotnet restore BrigadeNumerique.sln -v quiet || exit 1
dotnet build BrigadeNumerique.sln --no-restore -v quiet -clp:ErrorsOnly || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

failed=0
for project in Unit Integration Browser Evaluation; do
  [ -n "$only" ] && [ "$only" != "$project" ] && continue
  echo "== $project"
  dotnet test "tests/$project" --no-build -v quiet --logger "trx;LogFileName=$project.trx" --results-directory "$work/results" \
    --logger "console;verbosity=${VERBOSITY:-minimal}" || failed=1
done

node tests/total.mjs "$work/results" || failed=1
exit $failed
