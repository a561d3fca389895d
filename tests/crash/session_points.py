#!/usr/bin/env python3
"""Ends the real session process at the system calls of saving, citizen after citizen; what a citizen was shown must
be in the journal, and reach the office once.

    session_points.py BIN [--points N] [--twin careless]

The twin shows the number first and saves then; an order must be lost, or this test is blind.
"""
import argparse
import collections
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../desk"))
from deliver_points import finish  # noqa: E402
from desk import ANSWERS, HOME, Desk  # noqa: E402
from kill_points import spread  # noqa: E402

SAVING = "openat pwrite64 write fdatasync fsync ftruncate close pread64 fcntl fallocate".split()
AT_THE_NUMBER = "number"
AS_TYPED = {"service": "birth-certificate", "event_date": "12.08.1964"}
NUMBER = re.compile(r"^L\d{13}$")


def visit(desk, program, under=(), kill_at_number=False):
    """One citizen, from the first screen to the order number. The numbers that were shown."""
    with open(desk.log, "ab") as log:
        session = subprocess.Popen([*under, program, "--home", HOME, "--config", desk.config, "--rehearse", desk.folder + "/answers.json"],
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, env=desk.environment, start_new_session=True)
    limit = threading.Timer(90, os.killpg, [session.pid, signal.SIGKILL])
    limit.start()
    shown = []
    for line in session.stdout:
        if NUMBER.match(line.decode()):
            shown.append(line.decode().strip())
            if kill_at_number:
                session.kill()
    session.wait()
    limit.cancel()
    return shown


def calls_of_saving(desk, program):
    """What an undisturbed citizen was shown, and [(call, n)] of the thread that saves, from the first touch of the
    order's number on; counted for each thread, as strace does."""
    trace = desk.folder + "/trace"
    shown = visit(desk, program, ["strace", "-f", "-qq", "-o", trace, "-e", "trace=" + ",".join(SAVING)])
    if len(shown) != 1:
        raise SystemExit("an undisturbed citizen got no number")
    counts, points, saver = collections.Counter(), [], None
    for line in open(trace):
        call = re.match(r"(\d+) +(\w+)\(", line)
        if not call:
            continue
        counts[call.groups()] += 1
        if saver is None and desk.state + "/numbers" in line:
            saver = call[1]
        if call[1] == saver:
            points.append((call[2], counts[call.groups()]))
    return shown, points


def end_at(desk, program, point):
    """The numbers that were shown before the end."""
    call, n = point
    if call == AT_THE_NUMBER:
        return visit(desk, program, kill_at_number=True)
    return visit(desk, program, ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={n}"])


def numbers(desk):
    return {order["order_number"] for order in desk.orders()}


def main():
    options = argparse.ArgumentParser()
    options.add_argument("bin")
    options.add_argument("--points", type=int, default=0)
    options.add_argument("--twin", default="")
    given = options.parse_args()
    program = f"{given.bin}/kiosk-session" + (f"-{given.twin}" if given.twin else "")
    found = []
    with tempfile.TemporaryDirectory(prefix="session_points.") as folder, Desk(given.bin, folder) as desk:
        with open(folder + "/answers.json", "w") as file:
            json.dump(ANSWERS | AS_TYPED, file)
        desk.agent()  # fetches the office's key
        acknowledged, points = calls_of_saving(desk, program)
        points = [(AT_THE_NUMBER, 0)] + spread(points, given.points)
        ended_early = 0
        for point in points:
            before = numbers(desk)
            shown = end_at(desk, program, point)
            after = numbers(desk)
            ended_early += not shown
            acknowledged += shown
            found += [f"{point}: an order that was shown is lost" for number in shown if number not in after]
            if before - after or len(after - before) > 1:
                found.append(f"{point}: the journal holds other orders than were made")
        finish(desk, 60)
        office = collections.Counter(case["sender_reference"] for case in desk.books()["accepted"])
        states = {order["order_number"]: order["state"] for order in desk.orders()}
        found += [f"an order is {states.get(number)} and {office[number]} times at the office" for number in {*acknowledged, *states}
                  if states.get(number) != "accepted" or office[number] != 1]
    for sentence in found[:20]:
        print(sentence, file=sys.stderr)
    print(json.dumps({"points": len(points), "ended_before_the_number": ended_early, "complaints": len(found), "twin": given.twin or None}))
    return int(bool(found) != bool(given.twin) or not points or (not ended_early and not given.twin))


if __name__ == "__main__":
    sys.exit(main())
