#!/bin/sh
# Uses the packaged command as a newcomer would. Usage: smoke.sh FOLDER-OF-THE-DISTRIBUTION
set -u

dist=$(cd "$1" && pwd) || exit 2
nocturne=$dist/bin/nocturne
packs=$(cd "$(dirname "$0")/../../../../scenarios" && pwd) || exit 2
work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
export HOME="$work" NOCTURNE_DATA="$work/data"
failures=0

# step TITLE COMMAND...: runs it; its output is shown when it fails, and is in $work/out
step() {
  title=$1
  shift
  if "$@" >"$work/out" 2>&1; then
    echo "ok    $title"
  else
    echo "FAIL  $title (exit code $?)"
    sed 's/^/      /' "$work/out" | tail -n 30
    failures=$((failures + 1))
  fi
}

answers() { curl -fsS --max-time 10 "$1"; }

# What the answer to an alert has to name, from the generator's own model of the pack.
must_name() {
  awk -v alert="  $2_alert:" '$0 == alert { here = 1 } here && $1 == "must_name:" { print; exit }' \
    "$packs/$1/expected.yaml" | sed 's/.*\[//; s/[]",]/ /g'
}

# investigated PACK ALERT COMMAND...: the command ends well and its answer names what it must
investigated() {
  wanted=$(must_name "$1" "$2")
  shift 2
  "$nocturne" "$@" </dev/null >"$work/run" 2>&1 || { cat "$work/run"; return 1; }
  sed -n '/^Verdict/,$p' "$work/run" >"$work/answer"
  for name in $wanted; do
    grep -qF -- "$name" "$work/answer" || { cat "$work/run"; echo "the answer does not name $name"; return 1; }
  done
}

# The fibre cut's penalties per hour, however the number is grouped.
demo() {
  investigated telecom-transport default demo --exit --pace 0 || return
  tr -d ', .\302\240\342\200\257' <"$work/answer" | grep -q 24700 || { cat "$work/run"; echo "no SLA sum of 24700"; return 1; }
}

step "demo --exit" demo
step "version" "$nocturne" --version
# With this the JVM refuses to start when it cannot use the cache; it is not there where the build could not make it.
[ ! -f "$dist/lib/nocturne.aot" ] || step "the AOT cache fits" env NOCTURNE_JAVA_OPTS=-XX:AOTMode=on "$nocturne" --version

for pack in "$dist"/scenarios/*/; do
  step "scenario validate $(basename "$pack")" "$nocturne" scenario validate "$pack"
done

"$nocturne" serve --port 0 >"$work/server" 2>&1 &
server=$!
waited=0
until grep -q "Ctrl-C" "$work/server" || [ "$waited" -ge 600 ] || ! kill -0 "$server" 2>/dev/null; do
  sleep 0.1
  waited=$((waited + 1))
done
url=$(sed -n 's/.* is running at //p' "$work/server")
step "serve: $url" test -n "$url"
step "health" answers "$url/health"
step "health/ready" answers "$url/health/ready"
step "list" "$nocturne" list --server "$url"
# "pack alert" a line; the columns of the list stand two blanks apart
"$nocturne" scenario list | awk -F '  +' 'NR > 1 { n = split($3, a, ", *"); for (i = 1; i <= n; i++) print $1, a[i] }' >"$work/alerts"
step "both packs have alerts" test "$(wc -l <"$work/alerts")" -ge 6
while read -r pack alert; do
  step "investigate $pack: $alert" investigated "$pack" "$alert" investigate --server "$url" --scenario "$pack" --alert "$alert"
done <"$work/alerts"
kill "$server"
wait "$server"
code=$?
server=
step "the server ends on SIGTERM (exit code $code)" test "$code" -eq 143 -o "$code" -eq 0

[ "$failures" -eq 0 ] || echo "$failures steps failed"
[ "$failures" -eq 0 ]
