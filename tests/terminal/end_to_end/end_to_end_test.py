#!/usr/bin/env python3
"""One order from finger to registry office with the real programs: Xvfb, kiosk, CUPS and an IPP printer, agent,
stand-in portal. The number on the screen is the one on paper and the one at the office; the code on the screen
is the code on paper.

    end_to_end_test.py BIN FOLDER touch|keypad      pictures stay in FOLDER when it fails; 77: a program is missing
"""
import json
import os
import re
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, HERE + "/../../desk", HERE + "/../../bench", HERE + "/../../house"]
from citizen import Citizen, Keyboard, Keypad, Touch, Words  # noqa: E402
from desk import ANSWERS, HOME, Desk  # noqa: E402
from eye import Eye  # noqa: E402
from measure import Screen, family_of  # noqa: E402
from traces import needles, search_memory, search_path  # noqa: E402

RIG = HOME + "/tests/printer/rig"
SERVICE = "birth-certificate"
# Words that stand nowhere in the terminal's own texts, so that a trace of them is a trace of the citizen.
PLANTED = {"child_family_name": "Quastenflosser", "event_date": "1957-05-03", "applicant_family_name": "Quastenflosser",
           "street": "Kranichgasse"}
ENTERED = {field: value for field, value in (ANSWERS | PLANTED).items() if field != "applicant_birth_name"}
NUMBER = re.compile(r"\b([A-Z]\d\d)\s*(\d{3})\s*(\d{6})\s*(\d\d)\b")
URL = re.compile(r"https?://\S+")


class Printer:
    def __init__(self, folder):
        self.folder = folder

    def __enter__(self):
        run = subprocess.run([RIG, "start", self.folder], stdout=subprocess.PIPE)
        if run.returncode == 77:
            sys.exit(77)
        answer = json.loads(run.stdout)
        self.server, self.name = answer["CUPS_SERVER"], answer["printer"]
        return self

    def __exit__(self, *_):
        subprocess.run([RIG, "stop", self.folder], stdout=subprocess.DEVNULL)

    def receipt(self, limit=30):
        """Text of the receipt that came out, and the code on it."""
        until = time.monotonic() + limit
        while time.monotonic() < until:
            printed = json.loads(subprocess.run([RIG, "printed", self.folder], stdout=subprocess.PIPE, check=True).stdout)
            if printed:
                return read_receipt(printed[-1], self.folder)
            time.sleep(0.2)
        raise AssertionError("no receipt came out")


def read_receipt(path, folder):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], stdout=subprocess.PIPE, check=True).stdout.decode()
    subprocess.run(["pdftoppm", "-r", "200", "-png", path, folder + "/receipt"], check=True)
    pictures = [f"{folder}/{name}" for name in sorted(os.listdir(folder)) if name.startswith("receipt") and name.endswith(".png")]
    codes = subprocess.run(["zbarimg", "--raw", "-q", *pictures], stdout=subprocess.PIPE).stdout.decode().split()
    return text, codes


def number_in(text):
    found = NUMBER.search(re.sub("[\u2066-\u2069]", "", text))
    assert found, f"no order number in: {text}"
    return "".join(found.groups())


class Terminal:
    """The programs as a citizen finds them, and a citizen of the given manner before them."""

    def __init__(self, manner, binaries, folder, screen, desk):
        self.process = desk.start("kiosk", "--config", desk.config)
        self.eye, self.words = Eye(binaries + "/glass", screen.name, folder), Words(HOME, SERVICE)
        operating = {"touch": Touch, "keypad": Keypad}[manner](self.eye, Keyboard(binaries + "/keyboard_boxes", HOME), self.words)
        self.citizen = Citizen(self.eye, operating, self.words, ENTERED)

    def order(self):
        """What the screen said at the end: (number, URL in the code)."""
        self.citizen.order()
        number = number_in(self.eye.text())
        codes = [code for code in self.eye.qr_codes() if URL.match(code)]
        assert len(codes) == 1, f"codes on the screen: {len(codes)}"
        return number, codes[0]

    def traces(self):
        """The finds, process by process: whoever asks for the first alone need not wait for the rest."""
        wanted = needles(list(PLANTED.values()))
        for pid in family_of(self.process.pid):
            yield from search_memory(pid, wanted)

    def leave(self):
        self.citizen.leave()


def compare(on_screen, code, receipt, desk):
    text, codes = receipt
    assert number_in(text) == on_screen, "another number on paper"
    assert codes == [code], "another code on paper"
    desk.wait_for(lambda: desk.agent() and desk.books()["accepted"], "the office has the order", limit=60)
    (case,) = desk.books()["accepted"]
    assert on_screen in json.dumps(case).replace(" ", ""), "another number at the office"
    assert ENTERED["child_family_name"] in json.dumps(case, ensure_ascii=False), "the office cannot read what was entered"
    (order,) = desk.orders()
    assert order["order_number"].replace(" ", "") == on_screen, "another number in the journal"


def look_for_traces(terminal, desk, printer):
    """Before the citizen leaves the search must find something, or it is blind; afterwards nothing, nowhere."""
    assert next(terminal.traces(), None), "the search of memory sees nothing even while the citizen is there"
    terminal.leave()
    wanted = needles(list(PLANTED.values()))
    found = [*terminal.traces()] + [find for path in (desk.state, desk.log, printer.folder) for find in search_path(path, wanted)]
    assert not found, f"left behind: {found}"


def main():
    binaries, folder, manner = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), sys.argv[3]
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    with Printer(folder + "/printer") as printer, Screen() as screen:
        environment = {"CUPS_SERVER": printer.server, "DISPLAY": screen.name, "SDL_VIDEODRIVER": "x11"}
        # Reading a picture takes this citizen seconds; a terminal that ends the visit meanwhile is another test's matter.
        site = {"printer": printer.name, "idle_seconds": 900, "idle_seconds_slow": 900}
        with Desk(binaries, folder + "/desk", site, environment) as desk:
            desk.agent()
            terminal = Terminal(manner, binaries, folder, screen, desk)
            number, code = terminal.order()
            compare(number, code, printer.receipt(), desk)
            look_for_traces(terminal, desk, printer)
    shutil.rmtree(folder)
    print(f"{manner}: screen, paper, code and office agree, and nothing was left behind")


if __name__ == "__main__":
    main()
