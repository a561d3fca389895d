#!/usr/bin/env python3
"""Ends a control room at every system call of issuing jobs, and holds its file to what it said.

    kill_points_test.py BIN [--points N] [--twin acknowledge-first]

With a twin, the run must find broken promises. The audit chain is added up here once more, by the book.
"""
import argparse
import hashlib
import json
import os
import shutil
import sqlite3
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "crash"))
from kill_points import calls_of_a_whole_run, run_under_strace, spread  # noqa: E402

JOBS = 3


def chain_problem(rows):
    """The first row that does not follow from the one before, or None (kiosk/control/audit_chain.h)."""
    before, expected = "0" * 64, 1
    for number, at, who, origin, act, thing, reason, digest in rows:
        columns = [before, str(number), str(at), who, origin, act, thing, reason]
        covered = b"".join(b"%d:%s," % (len(text.encode()), text.encode()) for text in columns)
        if number != expected or hashlib.sha256(covered).hexdigest() != digest:
            return f"audit row {number} does not follow"
        before, expected = digest, expected + 1
    return None


def broken_promises(folder, said):
    file = sqlite3.connect(folder + "/control.sqlite")
    try:
        if not file.execute("SELECT 1 FROM sqlite_master WHERE name = 'audit'").fetchall():
            return ["nothing is there"] if said else []
        rows = file.execute("SELECT * FROM audit ORDER BY number").fetchall()
        jobs = [number for number, in file.execute("SELECT number FROM jobs ORDER BY number")]
        last = [number for number, in file.execute("SELECT last_number FROM terminals")]
    finally:
        file.close()
    sentences = [f"job {number} was issued and is lost" for number in said if number not in jobs]
    written = [int(row[5].split("/")[1]) for row in rows if row[4] == "restart"]
    if written != jobs:
        sentences.append(f"jobs {jobs} but audit rows of {written}")
    if jobs != list(range(1, len(jobs) + 1)) or last not in ([len(jobs)], []):
        sentences.append(f"numbers {jobs}, the last one is {last}")
    return sentences + [problem for problem in [chain_problem(rows)] if problem]


def numbers(run):
    return [int(line) for line in run.stdout.decode().split()]


def main():
    options = argparse.ArgumentParser()
    options.add_argument("bin")
    options.add_argument("--points", type=int, default=0)
    options.add_argument("--twin", default="")
    given = options.parse_args()
    program, twin = given.bin + "/issue_jobs", [f"--{given.twin}"] if given.twin else []
    scratch = tempfile.mkdtemp(prefix="control_room.")
    broken, killed = [], 0
    try:
        calls = calls_of_a_whole_run(program, scratch + "/whole", JOBS)
        points = spread([(call, n) for call in ("pwrite64", "fdatasync", "fsync", "write") for n in calls.get(call, [])], given.points)
        for place, (call, n) in enumerate(points):
            folder = f"{scratch}/{place}"
            options = ["-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={n}"]
            run = run_under_strace([program, folder, str(JOBS), *twin], options)
            killed += run.returncode != 0
            said = numbers(run)
            if os.path.exists(folder):
                broken += [f"{call} {n}: {sentence}" for sentence in broken_promises(folder, said)]
            after = run_under_strace([program, folder, "1"], ["-o", "/dev/null", "-e", "trace=exit"])
            if after.returncode != 0:
                broken.append(f"{call} {n}: no job can be issued afterwards")
            elif not given.twin:
                broken += [f"{call} {n}, afterwards: {sentence}" for sentence in broken_promises(folder, said + numbers(after))]
    finally:
        shutil.rmtree(scratch)
    for sentence in broken[:20]:
        print(sentence, file=sys.stderr)
    print(json.dumps({"points": len(points), "killed": killed, "broken": len(broken), "twin": given.twin or None}))
    return int(bool(broken) != bool(given.twin) or killed == 0)


if __name__ == "__main__":
    sys.exit(main())
