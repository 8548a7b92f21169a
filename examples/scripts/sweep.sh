#!/usr/bin/env bash
# Submits an experiment with curl, waits for its end, and downloads the weights of its best trial. Needs curl and jq.
#
#   examples/scripts/sweep.sh examples/mnist-learning-rates.yaml [weights-file]
#
# ACTORTRAINING_SERVER and ACTORTRAINING_TOKEN say where the server is; without them it is http://localhost:5080.
# POLL is the number of seconds between two looks, 2 where it is not given.
set -euo pipefail

spec=${1:?usage: sweep.sh spec.yaml [weights-file]}
target=${2:-weights.safetensors}
api=${ACTORTRAINING_SERVER:-http://localhost:5080}
api=${api%/}/api/v1

# The token goes through a file descriptor: everyone on the machine sees a command line.
call() {
  curl --silent --show-error --fail-with-body --retry 5 \
    --config <(if [ -n "${ACTORTRAINING_TOKEN:-}" ]; then echo "header = \"Authorization: Bearer $ACTORTRAINING_TOKEN\""; fi) "$@"
}

# One key for all tries of this request: the server submits it once, also when its answer is lost and curl asks again.
if ! answer=$(call -X POST "$api/experiments" -H 'Content-Type: application/yaml' -H "Idempotency-Key: $(date +%s)-$$-$RANDOM" --data-binary "@$spec"); then
  jq -r '(.errors // [])[] | "\(.path): \(.message)"' <<<"$answer" >&2 2>/dev/null || echo "$answer" >&2
  exit 1
fi
id=$(jq -r .id <<<"$answer")
echo "submitted $id"

while :; do
  experiment=$(call "$api/experiments/$id")
  state=$(jq -r .state <<<"$experiment")
  echo "$state: $(jq -r '[.counts | to_entries[] | "\(.value) \(.key)"] | join(", ")' <<<"$experiment")"
  case $state in running | paused) sleep "${POLL:-2}" ;; *) break ;; esac
done

best=$(jq -r '.bestTrial // empty' <<<"$experiment")
if [ -z "$best" ]; then
  echo "no trial has a value" >&2
  exit 1
fi
echo "best: trial $best, $(jq -r '"\(.spec.objective.metric) \(.bestValue)"' <<<"$experiment")"

# A download that broke off goes on where it was.
artifacts="$api/experiments/$id/trials/$best/artifacts"
call --continue-at - --output "$target" "$artifacts/weights.safetensors"
expected=$(call "$artifacts" | jq -r '.[] | select(.name == "weights.safetensors").sha256')
actual=$(sha256sum "$target" | cut -d' ' -f1)
if [ "$expected" != "$actual" ]; then
  echo "$target is damaged: its SHA-256 is $actual and not $expected" >&2
  exit 1
fi
echo "weights: $target"
[ "$state" = completed ]
