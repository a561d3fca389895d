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
sys.path[:0] = [HERE, HERE + "/../../desk", HERE + "/../../bench"]
from citizen import Citizen, Keyboard, Keypad, Touch, Words  # noqa: E402
from desk import ANSWERS, HOME, Desk  # noqa: E402
from eye import Eye  # noqa: E402
from measure import Screen  # noqa: E402

RIG = HOME + "/tests/printer/rig"
SERVICE = "birth-certificate"
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


def order_by(manner, binaries, folder, screen, desk):
    """What the screen said at the end: (number, URL in the code)."""
    environment = dict(desk.environment, DISPLAY=screen.name)

    def hand(*arguments):
        subprocess.run([binaries + "/glass", *map(str, arguments)], check=True, env=environment, stdout=subprocess.DEVNULL)

    eye, words = Eye(binaries + "/glass", screen.name, folder), Words(HOME, SERVICE)
    manners = {"touch": Touch, "keypad": Keypad}
    operating = manners[manner](eye, hand, Keyboard(binaries + "/keyboard_boxes", HOME), words)
    citizen = Citizen(eye, operating, words, ANSWERS)
    citizen.order()
    text = citizen.read_everything()
    codes = [code for code in eye.qr_codes() if URL.match(code)]
    assert len(codes) == 1, f"codes on the screen: {len(codes)}"
    return number_in(text), codes[0]


def compare(on_screen, code, receipt, desk):
    text, codes = receipt
    assert number_in(text) == on_screen, "another number on paper"
    assert codes == [code], "another code on paper"
    assert ANSWERS["applicant_family_name"] not in text, "a name on the receipt"
    desk.wait_for(lambda: desk.agent() and desk.books()["accepted"], "the office has the order", limit=60)
    (case,) = desk.books()["accepted"]
    assert on_screen in json.dumps(case).replace(" ", ""), "another number at the office"
    assert ANSWERS["child_family_name"] in json.dumps(case, ensure_ascii=False), "the office cannot read what was entered"
    (order,) = desk.orders()
    assert order["order_number"].replace(" ", "") == on_screen, "another number in the journal"


def main():
    binaries, folder, manner = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), sys.argv[3]
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    with Printer(folder + "/printer") as printer, Screen() as screen:
        environment = {"CUPS_SERVER": printer.server, "DISPLAY": screen.name, "SDL_VIDEODRIVER": "x11"}
        with Desk(binaries, folder + "/desk", {"printer": printer.name}, environment) as desk:
            desk.agent()
            desk.start("kiosk", "--config", desk.config)
            number, code = order_by(manner, binaries, folder, screen, desk)
            compare(number, code, printer.receipt(), desk)
    shutil.rmtree(folder)
    print(f"{manner}: screen, paper, code and office agree")


if __name__ == "__main__":
    main()
