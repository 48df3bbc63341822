#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An image worker in Python that speaks nightjar's line protocol (docs/payload.md).

It is an example to start a payload of one's own from, and what `./nightjar demo --payload external`
plays its night through. Standard output carries the protocol and nothing else.

    worker.py [--memory-mib N]     with numpy and sep (requirements.txt)
"""

import argparse
import json
import os
import platform
import resource
import signal
import sys
import threading

# One image at a time is one thread's work: others would take its neighbours' cores.
for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[threads] = "1"

GRACE_SECONDS = 1.5
NO_DEADLINE_SECONDS = 900.0
# What the interpreter and its libraries map before a pixel is read.
IDLE_MIB = 300


class Protocol:
    """Standard output, kept for whole lines; whatever else prints goes to standard error."""

    def __init__(self):
        self._out = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)
        self._lock = threading.Lock()

    def say(self, **line):
        with self._lock:
            self._out.write(json.dumps(line) + "\n")
            self._out.flush()


class Running:
    """The one request being worked on: told to stop by one thread, asked by another."""

    def __init__(self, protocol, request):
        self.protocol = protocol
        self.request = request
        self.id = str(request.get("id", ""))
        self._lock = threading.Lock()
        self._answered = False
        self._stop = None
        self._stage = None
        seconds = float(request.get("deadlineSeconds", NO_DEADLINE_SECONDS))
        self._timers = [self._timer(max(0.0, seconds), self.stop, "DEADLINE")]

    def at(self, stage, fraction):
        """Where the work is; raises when it is to stop."""
        if self._stop:
            raise Failed(self._stop, f"stopped in stage {stage}")
        if stage != self._stage:
            self._stage = stage
            told = {"stage": stage, "fraction": round(fraction, 3)}
            self.protocol.say(id=self.id, status="progress", **told)

    def stop(self, cause):
        """Work that does not notice within the grace is ended with the process."""
        if self._stop is None:
            self._stop = cause
            self._timers.append(self._timer(GRACE_SECONDS, self._end, cause))

    def answer(self, **line):
        with self._lock:
            if self._answered:
                return
            self._answered = True
        for timer in self._timers:
            timer.cancel()
        self.protocol.say(id=self.id, **line)

    def fail(self, cause, detail):
        self.answer(status="failed", cause=cause, detail=" ".join(str(detail).split()))

    def _end(self, cause):
        if not self._answered:
            self.fail(cause, "work did not end in time")
            os._exit(3)

    @staticmethod
    def _timer(seconds, act, cause):
        timer = threading.Timer(seconds, act, (cause,))
        timer.daemon = True
        timer.start()
        return timer


class Worker:
    def __init__(self, protocol, budget):
        self.protocol = protocol
        self.budget = budget
        self.running = None
        self.leaving = False

    def hear(self, line):
        try:
            request = json.loads(line)
            op, name = request.get("op"), str(request.get("id", ""))
        except (ValueError, AttributeError):
            self._refuse("", "the request is no JSON object")
            return
        if op == "cancel":
            current = self.running
            if current and current.id == name:
                current.stop("CANCELLED")
        elif op not in ("difference", "force"):
            self._refuse(name, f"unknown op '{op}'")
        elif self.running or self.leaving:
            self._refuse(name, "busy with another request" if self.running else "about to leave")
        else:
            self.running = Running(self.protocol, request)
            threading.Thread(target=self._work, args=(self.running, op), daemon=True).start()

    def leave(self, *_):
        """SIGTERM: what runs is stopped and answered as one that may be tried again elsewhere."""
        self.leaving = True
        current = self.running
        if current is None:
            os._exit(0)
        current.stop("INTERNAL")

    def _work(self, running, op):
        try:
            request = running.request
            if not request.get("work") or (op == "force" and not request.get("positions")):
                raise Failed("INTERNAL", "the request has no work folder or no positions")
            if op == "force":
                summary = pipeline.force(request, running.at)
            else:
                summary = pipeline.run(request, self.budget, running.at)
            self._answer(running, status="done", summary=summary)
        except Failed as e:
            self._answer(running, status="failed", cause=e.cause, detail=e.detail)
        except MemoryError:
            running.fail("OUT_OF_MEMORY", "the memory limit is too low for this image")
            os._exit(4)
        except Exception as e:  # a bug costs this request alone
            sys.excepthook(*sys.exc_info())
            self._answer(running, status="failed", cause="INTERNAL", detail=type(e).__name__)

    def _answer(self, running, **line):
        # free before the answer: the next request may come at once
        self.running = None
        running.answer(**line)
        if self.leaving:
            os._exit(0)

    def _refuse(self, name, detail):
        self.protocol.say(id=name, status="failed", cause="INTERNAL", detail=detail)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--memory-mib", type=int, default=0, help="address space; 0: no limit")
    memory = options.parse_args().memory_mib << 20
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    budget = max(0, memory - (IDLE_MIB << 20)) if memory else float("inf")
    worker = Worker(protocol, budget)
    signal.signal(signal.SIGTERM, worker.leave)
    # The terminal's Ctrl-C is meant for the parent, whose end is the end of standard input.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ready = {"engine": "nightjar-python", "version": "0.1", "python": platform.python_version()}
    protocol.say(status="ready", **ready)
    for line in sys.stdin:
        if line.strip():
            worker.hear(line)
    os._exit(0)


if __name__ == "__main__":
    # before the imports: a library that prints as it is loaded would spoil the protocol
    protocol = Protocol()
    from subtract import pipeline
    from subtract.failure import Failed

    main()
