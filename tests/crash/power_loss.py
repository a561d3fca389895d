#!/usr/bin/env python3
"""Cuts the power at random points of a recorded run and holds what the disk kept to what was promised.

    power_loss.py BIN [--images N] [--orders N] [--seed N] [--program NAME] [--expect-loss]

kill -9 cannot tell synchronous=FULL from NORMAL, since the page cache survives it; this can.
--expect-loss is for broken twins: the run fails when nothing was found broken.
"""
import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

import disk_image
from witness import Promises, broken_promises, read_journals


def record(program, folder, orders, extra):
    trace = folder + ".trace"
    os.mkdir(folder)
    quiet = dict(os.environ, ASAN_OPTIONS="detect_leaks=0")
    run = subprocess.run(["strace", "-qq", "-y", "-xx", "-s", "9000000", "-o", trace, "-e", "trace=" + disk_image.RECORDED,
                          program, folder, str(orders), *extra], stdout=subprocess.DEVNULL, env=quiet, timeout=300)
    if run.returncode != 0:
        raise SystemExit(f"the recorded run ended with {run.returncode}")
    return list(disk_image.events(trace, folder))


def cuts(tape, chance, images):
    """Half of the cuts right after a promise, where a loss would show; half anywhere."""
    after_promises = [i + 1 for i, event in enumerate(tape) if event[0] == "say"]
    return sorted(chance.choice(after_promises) if i % 2 else chance.randint(0, len(tape)) for i in range(images))


def images_of(tape, folder, scratch, chance, images):
    """{folder of an image: promises made before its cut}"""
    disk, lines, played, made = disk_image.Disk(), [], 0, {}
    for number, cut in enumerate(cuts(tape, chance, images)):
        for event in tape[played:cut]:
            lines.append(event[1]) if event[0] == "say" else disk.play(event)
        played = cut
        image = f"{scratch}/image{number}"
        os.mkdir(image)
        for path, content in disk.survivors(chance).items():
            if not path.endswith("-shm"):  # shared memory is made anew after a power cut
                write_sparsely(image + path[len(folder):], content)
        made[image] = Promises("".join(lines).splitlines())
    return made


def write_sparsely(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content.rstrip(b"\0"))
        file.truncate(len(content))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("bin")
    options.add_argument("--images", type=int, default=150)
    options.add_argument("--orders", type=int, default=24)
    options.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options.add_argument("--program", default="commit_orders")
    options.add_argument("--acknowledge-first", action="store_true")
    options.add_argument("--expect-loss", action="store_true")
    given = options.parse_args()
    chance = random.Random(given.seed)
    scratch = tempfile.mkdtemp(prefix="power_loss.")
    try:
        extra = ["--acknowledge-first"] if given.acknowledge_first else []
        tape = record(f"{given.bin}/{given.program}", scratch + "/disk", given.orders, extra)
        made = images_of(tape, scratch + "/disk", scratch, chance, given.images)
        journals = read_journals(given.bin + "/read_journal", list(made))
    finally:
        shutil.rmtree(scratch)
    broken = [(image, sentence) for image, promises in made.items() for sentence in broken_promises(promises, journals[image])]
    for image, sentence in broken[:20]:
        print(f"{os.path.basename(image)}: {sentence}", file=sys.stderr)
    lost = len({image for image, _ in broken})
    print(json.dumps({"seed": given.seed, "events": len(tape), "images": len(made), "images_with_broken_promises": lost}))
    return int(bool(broken) != given.expect_loss)


if __name__ == "__main__":
    sys.exit(main())
