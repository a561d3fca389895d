#!/usr/bin/env python3
"""Lets commit_orders write until a real, small disk is full, and holds the journal to its words; then makes room,
and it must go on. Each size of the disk meets the end at another write.

    full_disk.py BIN [--disks N] [--twin acknowledge-first]      77: this machine lets nobody mount a small disk
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

from witness import Promises, broken_promises, read_journals

FIRST_KIB, STEP_KIB, MANY_ORDERS = 1216, 52, 600
QUIET = dict(os.environ, ASAN_OPTIONS="detect_leaks=0")


def on_disks_of_our_own():
    """Starts again where mounts are ours alone and end with us."""
    if "FULL_DISK_APART" in os.environ:
        return
    way = ["unshare", "--mount"] if os.getuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    if subprocess.run([*way, "mount", "-t", "tmpfs", "none", "/mnt"], stderr=subprocess.DEVNULL).returncode != 0:
        sys.exit(77)
    os.environ["FULL_DISK_APART"] = "1"
    os.execvp(way[0], [*way, sys.executable, *sys.argv])


def mount(folder, options):
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", folder], check=True)


def run(program, folder, count, twin=()):
    done = subprocess.run([program, folder, str(count), *twin], stdout=subprocess.PIPE, env=QUIET, timeout=120)
    return done.returncode, done.stdout.decode().splitlines()


def trouble_on(disk, size, program, reader, twin):
    """(sentences, whether the disk became full)"""
    os.mkdir(disk)
    mount(disk, f"size={size}k")
    status, said = run(program, disk, MANY_ORDERS, twin)
    if status not in (0, 1):
        return [f"it ended with {status}"], False
    promises, journal = Promises(said), read_journals(reader, [disk])[disk]
    if journal["opened"] and journal["next_counter"] == 0:  # none can be given now: none is given twice
        journal["next_counter"] = promises.counter + 1
    broken = broken_promises(promises, journal)
    became_full = status == 1
    mount(disk, f"remount,size={4 * size}k")
    status, more = run(program, disk, 4)
    if status != 0:
        broken.append("with room again, nothing is taken")
    broken += broken_promises(Promises([line for line in said + more if not line.startswith("refused") or not twin]), read_journals(reader, [disk])[disk])
    return broken, became_full


def main():
    options = argparse.ArgumentParser()
    options.add_argument("bin")
    options.add_argument("--disks", type=int, default=6)
    options.add_argument("--twin", default="")
    given = options.parse_args()
    on_disks_of_our_own()
    scratch = tempfile.mkdtemp(prefix="full_disk.")
    broken, full = [], 0
    try:
        for number in range(given.disks):
            size = FIRST_KIB + number * STEP_KIB
            found, became_full = trouble_on(f"{scratch}/{number}", size, given.bin + "/commit_orders", given.bin + "/read_journal",
                                            [f"--{given.twin}"] if given.twin else [])
            broken += [f"{size} KiB: {sentence}" for sentence in found]
            full += became_full
            subprocess.run(["umount", f"{scratch}/{number}"], check=True)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    for sentence in broken[:20]:
        print(sentence, file=sys.stderr)
    print(json.dumps({"disks": given.disks, "became_full": full, "broken": len(broken), "twin": given.twin or None}))
    return int(bool(broken) != bool(given.twin) or full == 0)


if __name__ == "__main__":
    sys.exit(main())
