#!/usr/bin/python3
"""A terminal joins its control room with one command, reports by its own certificate, and is sent away again: the real
kiosk-agent, nginx and kiosk-fleet.

    join_test.py BIN      77: nginx is missing
"""
import contextlib
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, HERE + "/../desk"]
from desk import Desk  # noqa: E402
from nginx import Nginx  # noqa: E402
from pki import Authority  # noqa: E402
from room import Room  # noqa: E402

ID = "leipzig-042"


def join(binaries, code, url, authority, folder, terminal=ID):
    done = subprocess.run([binaries + "/kiosk-agent", "--join", code, "--terminal", terminal, "--url", url, "--authority", authority,
                           "--into", folder], stdout=subprocess.PIPE, text=True, timeout=60)
    return done.returncode, json.loads(done.stdout)


def code_in(said):
    return said.split("--join ")[1].split()[0]


def lights(room):
    return room.shown(ID)["light"]


def wait_until(true, what, limit=40):
    until = time.monotonic() + limit
    while not true():
        assert time.monotonic() < until, f"waited until {what}"
        time.sleep(0.2)


def main():
    if not shutil.which("/usr/sbin/nginx"):
        sys.exit(77)
    binaries = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as around:
        room = Room(binaries, folder + "/state", {"poll_seconds": 1})
        around.callback(room.end)
        city = Authority(folder, "city")
        nginx = Nginx(folder, room, city.issue("localhost"), room.state + "/authority.pem", room.state + "/terminals.crl")
        around.callback(nginx.end)
        url = f"https://localhost:{nginx.port}"
        site = folder + "/etc"
        os.makedirs(site + "/agent")

        first = code_in(room.ctl("enrol", ID, "--city", "leipzig"))
        status, said = join(binaries, "aaaa-aaaa-aaaa-aaaa", url, city.file, site)
        assert status == 1 and said["detail"] == "code_wrong", said
        assert os.listdir(site + "/agent") == [], "something is left of a failure"
        status, said = join(binaries, first, url, Authority(folder, "stranger").file, site)
        assert status == 1 and said["error"] == "not_authentic", said
        status, said = join(binaries, first, url, city.file, site)
        assert status == 0, said
        assert stat.S_IMODE(os.stat(site + "/agent/terminal.key").st_mode) == 0o640
        status, said = join(binaries, first, url, city.file, folder + "/elsewhere")
        assert status == 1 and said["detail"] == "code_wrong", "a code is good once"

        os.makedirs(folder + "/desk/state")
        desk = around.enter_context(Desk(binaries, folder + "/desk", {"fleet_file": site + "/fleet.json"}))
        desk.start("kiosk-agent", "--config", desk.config, "--state", desk.state)
        wait_until(lambda: lights(room) != "grey", "it reports")

        room.ctl("revoke", ID, "--reason", "it was stolen")
        time.sleep(3)
        heard = room.shown(ID)["last_seen"]
        time.sleep(3)
        assert room.shown(ID)["last_seen"] == heard, "who was revoked is heard"
        wait_until(lambda: subprocess.run(["openssl", "crl", "-noout", "-text", "-in", room.state + "/terminals.crl"],
                                          stdout=subprocess.PIPE, text=True).stdout.count("Serial Number") == 1, "it is on the list")
        nginx.reload()

        again = code_in(room.ctl("invite", ID))
        status, said = join(binaries, again, url, city.file, site)
        assert status == 0, said
        desk.start("kiosk-agent", "--config", desk.config, "--state", desk.state + "-2")
        wait_until(lambda: room.shown(ID)["last_seen"] != heard, "it is heard again")
        acts = [row["act"] for row in json.loads(room.ctl("--json", "audit"))["entries"]]
        assert acts == ["enrol", "invite", "join_refused", "join", "revoke", "invite", "join"], acts
    print("a terminal joined, reported, was sent away and joined anew")


if __name__ == "__main__":
    main()
