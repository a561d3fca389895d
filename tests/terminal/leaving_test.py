#!/usr/bin/env python3
"""Citizen after citizen orders and leaves: after each session its process is gone, and the next first screen is up,
within a second; nobody had to be killed.

    leaving_test.py BIN
"""
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../desk"))
from desk import ANSWERS, HOME, Desk  # noqa: E402

CITIZENS = 4
LIMIT_S = 120


def waits(events, what):
    """Seconds from each end of a session to the next `what`."""
    found, ended = [], None
    for event, at in events:
        if event == "session_ended" and ended is None:
            ended = at
        elif event == what and ended is not None:
            found.append(round(at - ended, 3))
            ended = None
    return found


def listen(kiosk):
    """[(event, when it was heard)] until enough citizens have left."""
    events = []
    for line in kiosk.stderr:
        if line.startswith(b'{"at"'):
            events.append((json.loads(line)["event"], time.monotonic()))
        if len(waits(events, "session_process_ended")) == CITIZENS:
            break
    return events


def main():
    with tempfile.TemporaryDirectory(prefix="leaving_test.") as folder, Desk(sys.argv[1], folder) as desk:
        desk.agent()
        with open(folder + "/answers.json", "w") as file:
            json.dump(ANSWERS | {"service": "birth-certificate", "event_date": "12.08.1964", "then_leave": "yes"}, file)
        kiosk = subprocess.Popen([desk.binaries + "/kiosk", "--home", HOME, "--config", desk.config, "--rehearse", folder + "/answers.json"],
                                 stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=desk.environment)
        limit = threading.Timer(LIMIT_S, kiosk.kill)
        limit.start()
        events = listen(kiosk)
        kiosk.send_signal(signal.SIGTERM)
        rest = kiosk.stderr.read()
        status = kiosk.wait()
        limit.cancel()
    shown, gone = waits(events, "session_shown"), waits(events, "session_process_ended")
    killed = sum(event == "session_process_hangs" for event, _ in events)
    well = len(gone) == CITIZENS and statistics.median(shown) <= 1 and statistics.median(gone) <= 1 and not killed and status == 0
    print(json.dumps({"shown_after_s": shown, "gone_after_s": gone, "killed": killed, "status": status}))
    if not well:
        sys.stderr.write(rest.decode(errors="replace")[-3000:] + repr(events[-20:]))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
