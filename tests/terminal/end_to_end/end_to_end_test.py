#!/usr/bin/env python3
"""One order from finger to registry office with the real programs: Xvfb, kiosk, CUPS and an IPP printer, agent,
stand-in portal. The number on the screen is the one on paper and the one at the office; the code on the screen
is the code on paper. With "card", a virtual card under the real pcscd fills in name and address. With "question",
nothing is ordered: an answer is taken home on paper, and what was typed stays nowhere.

    end_to_end_test.py BIN FOLDER touch|keypad|card|question      pictures stay in FOLDER when it fails; 77: a program is missing
"""
import contextlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, HERE + "/../../desk", HERE + "/../../bench", HERE + "/../../house"]
from citizen import Asker, CardCitizen, Citizen, Keyboard, Keypad, Touch, Words  # noqa: E402
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
# What the card says instead; beside Leipzig's own data these letters tell whether every byte survives.
ON_CARD = {"given_names": "Änne Zoe\u0308", "family_name": "Müller-Lüdenscheidt", "birth_name": "GROẞ", "birth_date": "19640812",
           "address": {"street": "Straße des 17. Juni 135", "city": "Łódź-Viertel", "state": None, "country": "D", "postal_code": "10623"}}
AT_OFFICE = ["Änne Zoe\u0308", "Müller-Lüdenscheidt", "GROẞ", "Straße des 17. Juni", "135", "Łódź-Viertel", "10623"]
QUESTION = "Hundesteuer anmelden ich heiße Quastenflosser Kranichgasse 17"  # nobody needs to know the latter
FROM_CARD = {"applicant_given_names", "applicant_family_name", "applicant_birth_name", "residence", "street", "house_number",
             "postcode", "town"}
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

    def paper(self, limit=30):
        """Text of what came out last, and the codes on it."""
        until = time.monotonic() + limit
        while time.monotonic() < until:
            printed = json.loads(subprocess.run([RIG, "printed", self.folder], stdout=subprocess.PIPE, check=True).stdout)
            if printed:
                return read_paper(printed[-1], self.folder)
            time.sleep(0.2)
        raise AssertionError("nothing came out")


class Reader:
    """The real pcscd with a virtual reader, and a card that is not yet on it."""

    rig = HOME + "/tests/virtual_card/rig"

    def __init__(self, binaries, folder):
        self.folder, self.pki = folder, folder + "/pki"
        self.pin, self.can = ("".join(random.choices("0123456789", k=6)) for _ in range(2))
        os.environ["VIRTUAL_CARD"] = binaries + "/virtual-card"
        self.settings = {"way": "direct", "trust_directory": self.pki + "/trust", "terminal_directory": self.pki + "/terminal"}

    def __enter__(self):
        subprocess.run([HOME + "/tests/virtual_card/pki.py", self.pki], stdout=subprocess.DEVNULL, check=True)
        with open(self.pki + "/card/card.json") as file:
            card = json.load(file) | {"pin": self.pin, "can": self.can}
        card["data"] |= ON_CARD
        with open(self.pki + "/card/card.json", "w") as file:
            json.dump(card, file)
        run = subprocess.run([self.rig, "start", self.folder + "/desk", "--while", str(os.getpid())], stdout=subprocess.PIPE)
        if run.returncode == 77:
            sys.exit(77)
        self.environment = json.loads(run.stdout)
        return self

    def __exit__(self, *_):
        self.call("stop")

    def call(self, verb, *more):
        subprocess.run([self.rig, verb, self.folder + "/desk", *more], stdout=subprocess.DEVNULL, check=True)

    def lay(self):
        self.call("lay", self.pki + "/card")

    def take(self):
        self.call("take")


def read_paper(path, folder):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], stdout=subprocess.PIPE, check=True).stdout.decode()
    subprocess.run(["pdftoppm", "-r", "200", "-png", path, folder + "/paper"], check=True)
    pictures = [f"{folder}/{name}" for name in sorted(os.listdir(folder)) if name.startswith("paper") and name.endswith(".png")]
    codes = subprocess.run(["zbarimg", "--raw", "-q", *pictures], stdout=subprocess.PIPE).stdout.decode().split()
    return text, codes


def number_in(text):
    found = NUMBER.search(re.sub("[\u2066-\u2069]", "", text))
    assert found, f"no order number in: {text}"
    return "".join(found.groups())


class Terminal:
    """The programs as a citizen finds them, and a citizen of the given manner before them."""

    def __init__(self, manner, binaries, folder, screen, desk, reader):
        self.process = desk.start("kiosk", "--config", desk.config)
        self.eye, self.words = Eye(binaries + "/glass", screen.name, folder), Words(HOME, SERVICE)
        operate = Keypad if manner == "keypad" else Touch
        operating = operate(self.eye, Keyboard(binaries + "/keyboard_boxes", HOME), self.words)
        if manner == "question":
            self.citizen = Asker(self.eye, operating, self.words)
        elif reader:
            by_hand = {field: value for field, value in ENTERED.items() if field not in FROM_CARD}
            self.citizen = CardCitizen(self.eye, operating, self.words, by_hand, reader)
        else:
            self.citizen = Citizen(self.eye, operating, self.words, ENTERED)

    def order(self):
        """What the screen said at the end: (number, URL in the code)."""
        self.citizen.order()
        number = number_in(self.eye.text())
        codes = [code for code in self.eye.qr_codes() if URL.match(code)]
        assert len(codes) == 1, f"codes on the screen: {len(codes)}"
        return number, codes[0]

    def ask(self):
        self.citizen.ask(QUESTION)

    def traces(self, words):
        """The finds, process by process: whoever asks for the first alone need not wait for the rest."""
        wanted = needles(words)
        for pid in family_of(self.process.pid):
            yield from search_memory(pid, wanted)

    def leave(self):
        self.citizen.leave()


def compare_answer(paper):
    text, _ = paper
    assert "Hundesteuer" in text, f"the slip is about something else: {text}"
    left = [word for word in PLANTED.values() if word in text]
    assert not left, f"the slip tells of the citizen: {left}"


def compare(on_screen, code, receipt, desk, entered):
    text, codes = receipt
    assert number_in(text) == on_screen, "another number on paper"
    assert codes == [code], "another code on paper"
    desk.wait_for(lambda: desk.agent() and desk.books()["accepted"], "the office has the order", limit=60)
    (case,) = desk.books()["accepted"]
    assert on_screen in json.dumps(case).replace(" ", ""), "another number at the office"
    read = json.dumps(case, ensure_ascii=False)
    missing = [word for word in entered if word not in read]
    assert not missing, f"the office does not read what was entered: {missing}"
    (order,) = desk.orders()
    assert order["order_number"].replace(" ", "") == on_screen, "another number in the journal"


def look_for_traces(terminal, desk, printer, planted, secrets):
    """Before the citizen leaves the search must find something, or it is blind; afterwards nothing, nowhere.
    PIN and CAN are gone long before."""
    assert next(terminal.traces(planted), None), "the search of memory sees nothing even while the citizen is there"
    assert not secrets or not [*terminal.traces(secrets)], "PIN or CAN are still in memory"
    terminal.leave()
    wanted = needles(planted + secrets)
    found = [*terminal.traces(planted + secrets)]
    found += [find for path in (desk.state, desk.log, printer.folder) for find in search_path(path, wanted)]
    assert not found, f"left behind: {found}"


def main():
    binaries, folder, manner = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), sys.argv[3]
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    with contextlib.ExitStack() as around:
        printer, screen = around.enter_context(Printer(folder + "/printer")), around.enter_context(Screen())
        environment = {"CUPS_SERVER": printer.server, "DISPLAY": screen.name, "SDL_VIDEODRIVER": "x11"}
        # Reading a picture takes this citizen seconds; a terminal that ends the visit meanwhile is another test's matter.
        site = {"printer": printer.name, "idle_seconds": 900, "idle_seconds_slow": 900}
        planted, at_office, secrets, reader = list(PLANTED.values()), [ENTERED["child_family_name"]], [], None
        if manner == "card":
            reader = around.enter_context(Reader(binaries, folder + "/reader"))
            environment |= reader.environment
            site["eid"] = reader.settings
            planted, at_office = [ON_CARD["family_name"], ON_CARD["address"]["city"]], at_office + AT_OFFICE
            secrets = [reader.pin, reader.can]
        desk = around.enter_context(Desk(binaries, folder + "/desk", site, environment))
        desk.agent()
        terminal = Terminal(manner, binaries, folder, screen, desk, reader)
        if manner == "question":
            terminal.ask()
            compare_answer(printer.paper())
        else:
            number, code = terminal.order()
            compare(number, code, printer.paper(), desk, at_office)
        look_for_traces(terminal, desk, printer, planted, secrets)
    shutil.rmtree(folder)
    print(f"{manner}: what was seen, printed and delivered agrees, and nothing was left behind")


if __name__ == "__main__":
    main()
