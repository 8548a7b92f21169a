#!/usr/bin/env python3
"""Submits an experiment, follows its events, and prints the best trial. Needs nothing but the standard library.

    python3 examples/scripts/sweep.py examples/mnist-learning-rates.yaml

ACTORTRAINING_SERVER and ACTORTRAINING_TOKEN say where the server is; without them it is http://localhost:5080.
"""
import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid

API = os.environ.get("ACTORTRAINING_SERVER", "http://localhost:5080").rstrip("/") + "/api/v1"
TRIES = 6


def call(path, data=None, **headers):
    """Opens an address below /api/v1, again where the server or a proxy is away for a while."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    if token := os.environ.get("ACTORTRAINING_TOKEN"):
        headers["Authorization"] = "Bearer " + token
    for attempt in range(TRIES):
        try:
            return urllib.request.urlopen(urllib.request.Request(API + path, data, headers), timeout=45)
        except urllib.error.HTTPError as refusal:
            if refusal.code not in (429, 502, 503, 504) or attempt == TRIES - 1:
                raise
            wait = refusal.headers.get("Retry-After", "")
            time.sleep(float(wait) if wait.isdigit() else 0.5 * 2**attempt)
        except (urllib.error.URLError, ConnectionError):
            if attempt == TRIES - 1:
                raise
            time.sleep(0.5 * 2**attempt)


def events(experiment):
    """The events of an experiment until its end. After a break it goes on behind the last event that came."""
    last = "0"
    while True:
        try:
            with call(f"/experiments/{experiment}/events", Accept="text/event-stream", Last_Event_ID=last) as stream:
                kind, data = "", []
                for line in stream:
                    field, _, value = line.decode().rstrip("\r\n").partition(":")
                    value = value.removeprefix(" ")
                    if field == "id":
                        last = value
                    elif field == "event":
                        kind = value
                    elif field == "data":
                        data.append(value)
                    elif not field and not value and kind:
                        if kind == "end":
                            return
                        yield json.loads("\n".join(data))
                        kind, data = "", []
        except (TimeoutError, ConnectionError):
            pass  # The server sends a sign of life every 15 seconds; without one the connection is dead.
        time.sleep(0.5)


def main(path):
    with open(path, "rb") as spec:
        # One key for all tries of this request: the server submits it once, also when its answer is lost.
        with call("/experiments", spec.read(), Content_Type="application/yaml", Idempotency_Key=str(uuid.uuid4())) as answer:
            experiment = json.load(answer)["id"]
    print("submitted", experiment)
    for event in events(experiment):
        if event["type"] == "trial" and event["trial"]["state"] not in ("waiting", "running"):
            trial = event["trial"]
            print(f"trial {trial['number']} {trial['state']}: {json.dumps(trial['choices'])} -> {trial.get('objective', trial.get('error'))}", flush=True)
    with call(f"/experiments/{experiment}") as answer:
        ended = json.load(answer)
    print(ended["state"], ended.get("reason", ""))
    if "bestTrial" in ended:
        print(f"best: trial {ended['bestTrial']}, {ended['spec']['objective']['metric']} {ended['bestValue']}")
    return 0 if ended["state"] == "completed" else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python3 sweep.py spec.yaml")
    try:
        sys.exit(main(sys.argv[1]))
    except urllib.error.HTTPError as refusal:
        try:
            problem = json.load(refusal)
        except ValueError:
            sys.exit(f"{API} answers {refusal.code} {refusal.reason}")
        faults = [f"{fault['path']}: {fault['message']}" for fault in problem.get("errors", [])]
        sys.exit("\n".join(faults or [problem.get("detail") or problem["title"]]))
    except (OSError, KeyboardInterrupt) as error:
        sys.exit(f"{API}: {error}" if isinstance(error, OSError) else "left; the experiment goes on by itself")
