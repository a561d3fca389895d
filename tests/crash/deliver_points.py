#!/usr/bin/env python3
"""Ends kiosk-agent at the system calls of delivering, order after order, against the stand-in portal; then
lets it finish and compares the office's books with what was acknowledged: each order once, none lost.

    deliver_points.py BIN [--points N] [--twin forgetful]

The twin forgets after each end what it had sent; the office must then see orders twice, or this test is blind.
"""
import argparse
import collections
import json
import os
import re
import sqlite3
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../desk"))
from desk import Desk  # noqa: E402
from kill_points import spread  # noqa: E402

DELIVERING = "connect sendto recvfrom write read pwrite64 fdatasync openat unlink close".split()
ROUNDS = 120
ROUNDS_OF_A_TWIN = 10


def calls_of_one_delivery(desk):
    desk.submit()
    trace = desk.folder + "/trace"
    desk.agent("strace", "-f", "-qq", "-o", trace, "-e", "trace=" + ",".join(DELIVERING))
    count, first = collections.Counter(), {}
    begun = False
    for line in open(trace):
        call = re.match(r"(?:\d+ +)?(\w+)\(", line)
        if call:
            begun = begun or desk.state in line
            count[call[1]] += 1
            if begun:
                first.setdefault(call[1], count[call[1]])
    return [(call, n) for call in first for n in range(first[call], count[call] + 1)]


def forget(state):
    for name in os.listdir(state):
        if name.endswith(".sqlite"):
            with sqlite3.connect(f"{state}/{name}") as database:
                database.execute("UPDATE orders SET state = 'sealed', submission_id = '', case_id = ''")


def end_at(desk, points, twin):
    """Numbers of the orders that were acknowledged, one for each point."""
    acknowledged = []
    for call, n in points:
        answer = desk.submit()
        if "order_number" not in answer:
            raise SystemExit(f"an order was not taken: {answer}")
        acknowledged.append(answer)
        desk.agent("strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={n}")
        if twin == "forgetful":
            forget(desk.state)
    return acknowledged


def finish(desk, rounds):
    for _ in range(rounds):
        desk.agent()
        if all(order["state"] in ("accepted", "rejected", "needs_staff", "expired") for order in desk.orders()):
            return
        time.sleep(1)


def complaints(acknowledged, orders, books):
    times = collections.Counter(case["sender_reference"] for case in books["accepted"])
    state = {order["order_id"]: order["state"] for order in orders}
    for order in acknowledged:
        names = {order["order_id"], order["order_number"]}
        seen = sum(times[name] for name in names)
        if seen != 1:
            yield f"an order is in the office's books {seen} times"
        if state.get(order["order_id"]) != "accepted":
            yield f"an order's journal says {state.get(order['order_id'])}"
    if books["duplicates"]:
        yield f"{books['duplicates']} orders reached the office twice"
    if books["rejected"]:
        yield f"{len(books['rejected'])} orders were rejected: {books['rejected'][0].get('problem')}"


def main():
    options = argparse.ArgumentParser()
    options.add_argument("bin")
    options.add_argument("--points", type=int, default=0)
    options.add_argument("--twin", default="")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="deliver_points.") as folder, Desk(given.bin, folder) as desk:
        desk.agent()  # fetches the office's key
        points = spread(calls_of_one_delivery(desk), given.points)
        acknowledged = end_at(desk, points, given.twin)
        finish(desk, ROUNDS_OF_A_TWIN if given.twin else ROUNDS)
        found = list(complaints(acknowledged, desk.orders(), desk.books()))
    for sentence in found[:20]:
        print(sentence, file=sys.stderr)
    print(json.dumps({"points": len(points), "complaints": len(found), "twin": given.twin or None}))
    return int(bool(found) != bool(given.twin) or not points)


if __name__ == "__main__":
    sys.exit(main())
