#!/usr/bin/python3
"""Figures of a full read on the virtual card, as one JSON object; for an optimised build.
    measure.py KIOSK_TRY VIRTUAL_CARD [READS]
`own_ms` is spent outside SCardTransmit, after `connect_ms` for the reader's service and the card's
reset; `slow_ms` is the median with 20 ms added to each exchange;
`pulled_ms` the longest read, begin to result, of cards that were pulled before one of the exchanges."""
import json, os, statistics, subprocess, sys, tempfile

from desk import Country, Desk


def read(desk, country, program):
    done = subprocess.run([program, "card", "read", "--reader", "Virtual PCD 00 00", "--trust",
                           country.folder / "trust", "--terminal", country.folder / "terminal"],
                          input='{"pin":"123456"}', text=True, capture_output=True, env=desk.environment)
    return json.loads(done.stdout)


def reads(desk, country, program, count, *options):
    desk.lay(country.card(), *options)
    read(desk, country, program)  # the first one fills caches
    results = [read(desk, country, program) for _ in range(count)]
    failed = [result for result in results if result["result"] != "ok"]
    if failed:
        sys.exit(f"measure: {failed[0]}")
    return [result["timing"] for result in results]


def pulled(desk, country, program, exchanges):
    longest = 0
    for exchange in range(1, exchanges + 1, 3):
        desk.lay(country.card(), evil=country.script({"exchange": exchange, "pull": True}))
        result = read(desk, country, program)
        if result["result"] != "card_removed":
            sys.exit(f"measure: pulled before exchange {exchange}: {result}")
        longest = max(longest, result["timing"]["ms"])
    return longest


def main(program, count):
    country = Country()
    with tempfile.TemporaryDirectory(prefix="kiosk-desk-") as scratch, Desk(scratch) as desk:
        timings = reads(desk, country, program, count)
        whole = sorted(timing["ms"] for timing in timings)
        slow = reads(desk, country, program, max(5, count // 20), "--delay-ms", 20)
        print(json.dumps({
            "reads": count, "exchanges": timings[0]["apdus"], "median_ms": statistics.median(whole),
            "p99_ms": whole[int(count * 0.99)],
            "own_ms": round(statistics.median(t["ms"] - t["card_ms"] for t in timings), 1),
            "connect_ms": statistics.median(t["connect_ms"] for t in timings),
            "slow_ms": statistics.median(t["ms"] for t in slow),
            "pulled_ms": pulled(desk, country, program, timings[0]["apdus"])}))
    country.close()


if __name__ == "__main__":
    os.environ["VIRTUAL_CARD"] = sys.argv[2]
    main(sys.argv[1], int(sys.argv[3]) if len(sys.argv) > 3 else 200)
