#!/usr/bin/env python3
"""A terminal and its control room with the real programs: kiosk-fleet, kioskctl, agent, the terminal on an X server,
CUPS and an IPP printer; between both a network that breaks. What staff do is seen on the screen, on paper and in
kioskctl; whatever ends in the midst, no job is lost and none done twice.

    control_room_test.py BIN FOLDER      pictures stay in FOLDER when it fails; 77: a program is missing
"""
import contextlib
import os
import shutil
import signal
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE + "/../" + room for room in ("control", "desk", "bench", "terminal/end_to_end")]
from desk import Desk  # noqa: E402
from end_to_end_test import Printer  # noqa: E402
from eye import Eye, find_label  # noqa: E402
from fault_proxy import Proxy  # noqa: E402
from measure import Screen, family_of  # noqa: E402
from room import Room  # noqa: E402

ID = "leipzig-042"
CLOSED = "Dieses Gerät ist gerade außer Betrieb"


class Lobby:
    """The terminal as people in the lobby and at the desk find it."""

    def __init__(self, desk, room, screen, binaries, folder):
        self.desk, self.room = desk, room
        self.agent = self.start_agent()
        self.kiosk = desk.start("kiosk", "--config", desk.config)
        self.eye = Eye(binaries + "/glass", screen.name, folder)

    def start_agent(self):
        return self.desk.start("kiosk-agent", "--config", self.desk.config, "--state", self.desk.state)

    def wait_for(self, true, what, limit=40):
        self.desk.wait_for(true, what, limit)

    def stands(self):
        """How kioskctl says it stands: "green", ["service.closed.by_staff"]."""
        shown = self.room.shown(ID)
        return shown["light"], [word["code"] for word in shown["words"]]

    def ends(self, number, as_what="done", limit=40):
        self.wait_for(lambda: self.room.state_of(ID, number) != "open", f"job {number} ends", limit)
        said = self.room.state_of(ID, number)
        assert said == as_what, f"job {number}: {said}, not {as_what}"

    def sees(self, label, limit=20):
        self.eye.find(label, limit=limit)

    def sees_no(self, label, limit=20):
        self.wait_for(lambda: self.eye.look() and not find_label(self.eye.words(), label), f"{label} is gone", limit)

    def sessions(self):
        return [pid for pid in family_of(self.kiosk.pid) if b"kiosk-session" in open(f"/proc/{pid}/cmdline", "rb").read()]


def is_greeted(lobby):
    lobby.wait_for(lambda: lobby.stands()[0] == "green", "it is green")
    parts = {part["part"]: part["state"] for part in lobby.room.shown(ID)["reported"]["parts"]}
    assert parts["printer"] == "deviceOnline" and parts["paper"] == "paperFull" and parts["display"] == "deviceOnline", parts


def is_closed_and_opened(lobby):
    number = lobby.room.job(ID, "out-of-service", "--reason", "Boden wird gewischt", "--until", "23:59")
    lobby.ends(number)
    lobby.sees(CLOSED)
    assert "wieder in Betrieb: " in lobby.eye.text() and "23:59" in lobby.eye.text(), lobby.eye.text()
    lobby.wait_for(lambda: lobby.stands() == ("yellow", ["service.closed.by_control_room"]), "staff see it")
    lobby.ends(lobby.room.job(ID, "in-service"))
    lobby.sees_no(CLOSED)
    lobby.wait_for(lambda: lobby.stands()[0] == "green", "it is green again")


def is_tested(lobby, printer):
    lobby.ends(lobby.room.job(ID, "test-print"))
    text, _ = printer.paper()
    assert text.strip(), "the test page is empty"
    lobby.ends(lobby.room.job(ID, "test-reader"), "failed (noDevice)")
    before = lobby.sessions()
    lobby.ends(lobby.room.job(ID, "restart", "--reason", "it hangs"))
    lobby.wait_for(lambda: before[0] not in lobby.sessions(), "another session is on show")


def waits_while_somebody_is_there(lobby):
    _, place = lobby.eye.find("Eine Frage stellen")
    lobby.eye.act("tap", *place)
    lobby.wait_for(lambda: lobby.room.shown(ID)["reported"]["service"]["in_use"], "it is in use")
    number = lobby.room.job(ID, "out-of-service", "--reason", "Boden wird gewischt")
    time.sleep(4)
    assert lobby.room.state_of(ID, number) == "open", "done in the midst of a visit"
    lobby.eye.look()
    assert not find_label(lobby.eye.words(), CLOSED)
    lobby.ends(number, limit=90)  # nobody comes back, and the visit ends by itself
    lobby.sees(CLOSED, limit=30)
    lobby.ends(lobby.room.job(ID, "in-service"))


def bears_the_network(lobby, proxy):
    """Each mishap twice as long as it takes to be met, then a clear line again."""
    for mode in ("refuse", "reset", "portal", "delay", "drip"):
        proxy.mode = mode
        number = lobby.room.job(ID, "report")
        lobby.wait_for(lambda: proxy.met.get(mode, 0) > 1, f"{mode} was met", 60)
        proxy.mode = "pass"
        lobby.ends(number, limit=90)
    before = len(lobby.room.shown(ID)["jobs"])
    proxy.mode = "silent"
    number = lobby.room.job(ID, "out-of-service", "--reason", "Boden wird gewischt")
    lobby.wait_for(lambda: proxy.met.get("silent", 0) > 0, "silence was met", 60)
    proxy.mode = "pass"
    lobby.ends(number, limit=90)
    lobby.ends(lobby.room.job(ID, "in-service"))
    assert len(lobby.room.shown(ID)["jobs"]) == before + 2


def bears_deaths(lobby, desk, room):
    """Agent and control room are killed while jobs are under way."""
    numbers = []
    for turn in range(3):
        numbers.append(room.job(ID, "out-of-service", "--reason", "Boden wird gewischt"))
        numbers.append(room.job(ID, "in-service"))
        time.sleep(0.4 * turn)
        lobby.agent.send_signal(signal.SIGKILL)
        lobby.agent.wait(5)
        room.kill()
        room.start()
        lobby.agent = lobby.start_agent()
    for number in numbers:
        lobby.ends(number, limit=60)
    assert "no_session" not in str(lobby.stands())


def main():
    binaries, folder = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    with contextlib.ExitStack() as around:
        printer, screen = around.enter_context(Printer(folder + "/printer")), around.enter_context(Screen())
        room = Room(binaries, folder + "/fleet", {"poll_seconds": 1})
        around.callback(room.end)
        room.ctl("enrol", ID, "--city", "leipzig")
        proxy = around.enter_context(contextlib.closing(Proxy(room.state + "/terminals.sock", ID)))
        site = {"printer": printer.name, "idle_seconds": 10, "idle_seconds_slow": 10,
                "fleet": {"url": proxy.url, "terminal": ID, "city": "leipzig", "job_key_file": room.state + "/signing.pub.pem"}}
        environment = {"CUPS_SERVER": printer.server, "DISPLAY": screen.name, "SDL_VIDEODRIVER": "x11"}
        desk = around.enter_context(Desk(binaries, folder + "/desk", site, environment))
        lobby = Lobby(desk, room, screen, binaries, folder)
        is_greeted(lobby)
        is_closed_and_opened(lobby)
        is_tested(lobby, printer)
        waits_while_somebody_is_there(lobby)
        bears_the_network(lobby, proxy)
        bears_deaths(lobby, desk, room)
        shown = room.shown(ID)
        assert shown["chain"] == "ok", "terminal and control room add up differently"
        open_ones = [job["number"] for job in shown["jobs"] if job["state"] == "open"]
        assert not open_ones, f"still open: {open_ones}"
        assert room.ctl("audit", "--verify").startswith("whole: ")
    shutil.rmtree(folder)
    print("what staff did was seen in the lobby, whatever broke meanwhile")


if __name__ == "__main__":
    main()
