#!/usr/bin/env python3
"""Takes part in an experiment with 'job: external': asks for trials, computes Branin's function for their parameters, tells what came of it.
Needs nothing but the standard library.

    python3 examples/scripts/ask_tell.py <experiment>

As many as you like may run at once, on as many machines. ACTORTRAINING_SERVER and ACTORTRAINING_TOKEN say where the server is; without them it is
http://localhost:5080.
"""
import json
import math
import os
import socket
import sys
import time
import urllib.error
import urllib.request

API = os.environ.get("ACTORTRAINING_SERVER", "http://localhost:5080").rstrip("/") + "/api/v1"
LEASE = 60
TRIES = 6


def post(path, body, repeatable):
    """Sends a request, again where the server cannot have heard of it; where it may have, only what does no harm twice."""
    headers = {"Content-Type": "application/json"}
    if token := os.environ.get("ACTORTRAINING_TOKEN"):
        headers["Authorization"] = "Bearer " + token
    for attempt in range(TRIES):
        try:
            request = urllib.request.Request(API + path, json.dumps(body).encode(), headers)
            with urllib.request.urlopen(request, timeout=45) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            if refusal.code not in (429, 503) or attempt == TRIES - 1:
                raise
        except (urllib.error.URLError, ConnectionError, TimeoutError) as error:
            refused = isinstance(getattr(error, "reason", error), ConnectionRefusedError)
            if not (repeatable or refused) or attempt == TRIES - 1:
                raise
        time.sleep(0.5 * 2**attempt)


class Trial:
    """A trial that was asked for. What is told is numbered, so that what arrives twice counts once."""

    def __init__(self, experiment, asked):
        self.path = f"/experiments/{experiment}/trials/{asked['number']}/tell"
        self.number, self.attempt, self.parameters, self.seed = asked["number"], asked["attempt"], asked["parameters"], asked["seed"]
        self.sequence = 0

    def tell(self, **what):
        """Tells something: step, steps, metrics, log, outcome, error; nothing at all is a sign of life, due within the lease.
        Returns why to stop ('prune', 'cancel', 'yield', 'superseded'), or None to go on."""
        self.sequence += 1
        return post(self.path, {"attempt": self.attempt, "sequence": self.sequence, **what}, repeatable=True).get("stop")


def run(trial):
    x, y = trial.parameters["x"], trial.parameters["y"]
    value = (y - 5.1 / (4 * math.pi**2) * x * x + 5 / math.pi * x - 6) ** 2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10
    print(f"trial {trial.number}: x={x:.4g} y={y:.4g} -> {value:.6g}", flush=True)
    return trial.tell(step=1, steps=1, metrics={"value": value})


def main(experiment):
    worker = f"{socket.gethostname()}:{os.getpid()}"
    while True:
        answer = post(f"/experiments/{experiment}/ask", {"worker": worker, "lease": LEASE}, repeatable=False)
        if answer["isOver"]:
            print(answer["reason"])
            return
        if "trial" not in answer:
            time.sleep(1)
            continue
        trial = Trial(experiment, answer["trial"])
        try:
            stop = run(trial)
        except Exception as error:
            trial.tell(outcome="failed", error=f"{type(error).__name__}: {error}")
            continue
        if stop is None:
            trial.tell(outcome="completed")
        elif stop == "yield":
            trial.tell(outcome="left")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python3 ask_tell.py <experiment>")
    try:
        main(sys.argv[1])
    except urllib.error.HTTPError as refusal:
        try:
            problem = json.load(refusal)
        except ValueError:
            sys.exit(f"{API} answers {refusal.code} {refusal.reason}")
        faults = [f"{fault['path']}: {fault['message']}" for fault in problem.get("errors", [])]
        sys.exit("\n".join(faults or [problem.get("detail") or problem["title"]]))
    except (OSError, KeyboardInterrupt) as error:
        sys.exit(f"{API}: {error}" if isinstance(error, OSError) else "left; the trial goes to another when its lease ends")
