#!/usr/bin/python3
"""Figures of a full read on the virtual card: exchanges, median, p99, time outside the card, and the same
with 20 ms added to each exchange.   measure.py KIOSK_TRY VIRTUAL_CARD [RUNS]   (an optimised build)"""
import json, os, statistics, subprocess, sys, tempfile

from desk import Country, Desk


def runs(desk, country, count, program, *options):
    desk.lay(country.card(), *options)
    out = []
    for _ in range(count):
        done = subprocess.run([program, "card", "read", "--reader", "Virtual PCD 00 00", "--trust",
                               country.folder / "trust", "--terminal", country.folder / "terminal"],
                              input='{"pin":"123456"}', text=True, capture_output=True,
                              env=desk.environment)
        result = json.loads(done.stdout)
        assert result["result"] == "ok", result
        out.append(result["timing"])
    return out


def figures(name, timings):
    whole = sorted(timing["ms"] for timing in timings)
    own = [timing["ms"] - timing["card_ms"] for timing in timings]
    print(f"{name}: {timings[0]['apdus']} exchanges, median {statistics.median(whole):.1f} ms, "
          f"p99 {whole[int(len(whole) * 0.99)]:.1f} ms, outside the card {statistics.median(own):.1f} ms "
          f"({len(whole)} reads)")


if __name__ == "__main__":
    program, os.environ["VIRTUAL_CARD"] = sys.argv[1], sys.argv[2]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    country = Country()
    with tempfile.TemporaryDirectory(prefix="kiosk-desk-") as scratch, Desk(scratch) as desk:
        figures("card at once", runs(desk, country, count, program))
        figures("20 ms added to each exchange", runs(desk, country, max(10, count // 10), program,
                                                     "--delay-ms", 20))
    country.close()
