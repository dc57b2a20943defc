"""Sends events from Python, trying again under the same key until they are taken: each is in once."""

import json
import os
import time
import urllib.error
import urllib.request
import uuid

URL = os.environ.get("API_URL", "http://127.0.0.1:8080") + "/events"
TOKEN = os.environ.get("API_TOKEN")


def send(events, attempts=5):
    headers = {"Content-Type": "application/x-ndjson", "Idempotency-Key": str(uuid.uuid4())}
    if TOKEN:
        headers["Authorization"] = f"Bearer {TOKEN}"
    body = "\n".join(json.dumps(event) for event in events).encode()
    for attempt in range(1, attempts + 1):
        try:
            request = urllib.request.Request(URL, data=body, headers=headers, method="POST")
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code != 429 and error.code < 500:
                raise SystemExit(error.read().decode())
            if attempt == attempts:
                raise
        except OSError:
            if attempt == attempts:
                raise
        time.sleep(attempt * 0.5)


print(json.dumps(send([
    {"event_type": "page_view", "user_id": 7, "url": "https://shop.example/"},
    {"event_type": "search", "user_id": 7, "url": "https://shop.example/search", "metadata": {"query": "spade"}},
])))
