#!/usr/bin/env bash
# Sends two events with curl, one JSON object a line. Sent again under the same key, they are still two.
set -euo pipefail
url="${API_URL:-http://127.0.0.1:8080}/events"
key="example-$(date +%s)-$$"
token=()
if [ -n "${API_TOKEN:-}" ]; then token=(-H "Authorization: Bearer $API_TOKEN"); fi

curl --silent --show-error --fail-with-body --retry 5 --retry-connrefused --max-time 30 \
  -H 'Content-Type: application/x-ndjson' -H "Idempotency-Key: $key" "${token[@]}" \
  --data-binary @- "$url" <<'EVENTS'
{"event_type":"page_view","user_id":7,"url":"https://shop.example/","country":"DE","device":"desktop"}
{"event_type":"click","user_id":7,"url":"https://shop.example/garden/spade","metadata":{"button":"buy"}}
EVENTS
echo
