#!/usr/bin/env python3
"""Ends commit_orders at every system call of saving, or lets a call fail, and holds the disk to its words.

    kill_points.py BIN kill|fail [--points N] [--orders N] [--twin acknowledge-first]

Without --points every call of every kind is one point. With a twin, the run must find broken promises.
"""
import argparse
import collections
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from witness import Promises, broken_promises, read_journals

SAVING = "openat pwrite64 write fdatasync fsync ftruncate unlink close pread64 fcntl fallocate mkdir".split()
FAULTS = [("pwrite64", "EIO"), ("pwrite64", "ENOSPC"), ("fdatasync", "EIO"), ("fsync", "EIO"), ("ftruncate", "EIO"),
          ("pread64", "EIO"), ("openat", "EMFILE"), ("pwrite64", "EINTR"), ("fallocate", "ENOSPC"), ("unlink", "EIO"), ("fcntl", "ENOLCK")]


def run_under_strace(arguments, options):
    quiet = dict(os.environ, ASAN_OPTIONS="detect_leaks=0", LSAN_OPTIONS="detect_leaks=0")
    return subprocess.run(["strace", "-qq", *options, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=quiet, timeout=120)


def calls_of_a_whole_run(program, folder, orders):
    """{call: how many of them}, counted from the first one that touches the journal's folder."""
    trace = folder + ".trace"
    run = run_under_strace([program, folder, str(orders)], ["-o", trace, "-e", "trace=" + ",".join(SAVING)])
    if run.returncode != 0:
        raise SystemExit(f"an undisturbed run ended with {run.returncode}: {run.stderr.decode()}")
    first, count = {}, collections.Counter()
    with open(trace) as lines:
        begun = False
        for line in lines:
            call = re.match(r"(\w+)\(", line)
            if call:
                begun = begun or folder in line
                count[call[1]] += 1
                if begun:
                    first.setdefault(call[1], count[call[1]])
    return {call: range(first[call], count[call] + 1) for call in first}


def spread(points, most):
    if not most or len(points) <= most:
        return points
    return [points[i * len(points) // most] for i in range(most)]


def points_of(calls, kind, most):
    if kind == "kill":
        return spread([(call, "signal=KILL", n) for call, numbers in calls.items() for n in numbers], most)
    return spread([(call, f"error={error}", n) for call, error in FAULTS for n in calls.get(call, [])], most)


def run_all(program, reader, points, scratch, orders, twin):
    promised = {}
    for number, (call, what, n) in enumerate(points):
        folder = f"{scratch}/{number}"
        os.mkdir(folder)
        options = ["-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{what}:when={n}"]
        run = run_under_strace([program, folder, str(orders), *twin], options)
        if what != "signal=KILL" and run.returncode < 0:
            raise SystemExit(f"{call} {what} number {n}: ended by signal {-run.returncode}: {run.stderr.decode()}")
        promised[folder] = (Promises(run.stdout.decode().splitlines()), f"{call} {what} number {n}")
    journals = read_journals(reader, list(promised))
    broken = [(point, sentence) for folder, (promises, point) in promised.items()
              for sentence in broken_promises(promises, journals[folder])]
    return broken, sum(bool(promises.refused) for promises, _ in promised.values())


def main():
    options = argparse.ArgumentParser()
    options.add_argument("bin")
    options.add_argument("kind", choices=["kill", "fail"])
    options.add_argument("--points", type=int, default=0)
    options.add_argument("--orders", type=int, default=4)
    options.add_argument("--twin", default="")
    options.add_argument("--call", help="only this call")
    given = options.parse_args()
    program, reader = given.bin + "/commit_orders", given.bin + "/read_journal"
    scratch = tempfile.mkdtemp(prefix="kill_points.")
    try:
        calls = calls_of_a_whole_run(program, scratch + "/whole", given.orders)
        if given.call:
            calls = {given.call: calls[given.call]}
        points = points_of(calls, given.kind, given.points)
        twin = [f"--{given.twin}"] if given.twin else []
        broken, refusals = run_all(program, reader, points, scratch, given.orders, twin)
    finally:
        shutil.rmtree(scratch)
    for point, sentence in broken[:20]:
        print(f"{point}: {sentence}", file=sys.stderr)
    print(json.dumps({"points": len(points), "refusals": refusals, "broken": len(broken), "twin": given.twin or None}))
    met_a_refusal = refusals > 0 or given.kind == "kill"  # else no failing call was met while saving
    return int(bool(broken) != bool(given.twin) or not points or not met_a_refusal)


if __name__ == "__main__":
    sys.exit(main())
