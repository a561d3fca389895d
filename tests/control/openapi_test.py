#!/usr/bin/python3
"""The doors are as config/fleet/openapi.json says: every operation and each of its answers is had from the real kiosk-fleet
and held against its schema. What the description knows and nobody gets is a mistake as well.

    openapi_test.py BIN
"""
import contextlib
import http.client
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from jsonschema import Draft202012Validator  # noqa: E402
from reports import report  # noqa: E402
from room import Room  # noqa: E402

ID = "leipzig-042"
DOORS = {"terminals": "terminals.sock", "staff": "staff.sock", "watch": "watch.sock"}
STORE_FAILS = "503"  # a disk that fails is tests/contracts' matter


class Line(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=20)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(20)
        self.sock.connect(self.path)


class Doors:
    def __init__(self, description, state):
        self.description, self.state, self.seen = description, state, set()

    def schema(self, schema):
        return Draft202012Validator({**schema, "components": self.description["components"]})

    def ask(self, method, path, status, body=None, headers=None):
        """The answer's body, which is as it is described; `status` is the one that is expected."""
        template, operation = self.operation(method, path.partition("?")[0])
        if body is not None and status < 400:
            self.schema(operation["requestBody"]["content"]["application/json"]["schema"]).validate(body)
        line = Line(f"{self.state}/{DOORS[operation['tags'][0]]}")
        text = json.dumps(body) if isinstance(body, (dict, list)) else body
        line.request(method.upper(), path, text, {**({"Content-Type": "application/json"} if text else {}), **(headers or {})})
        answer = line.getresponse()
        said = answer.read().decode()
        assert answer.status == status, f"{method} {path}: {answer.status} {said}, not {status}"
        ((kind, described),) = operation["responses"][str(status)]["content"].items()
        assert answer.getheader("Content-Type").split(";")[0] == kind, answer.getheader("Content-Type")
        self.seen.add((template, method, str(status)))
        if kind != "application/json":
            return said
        self.schema(described["schema"]).validate(json.loads(said))
        return json.loads(said)

    def operation(self, method, path):
        for template, operations in self.description["paths"].items():
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", template), path) and method in operations:
                return template, operations[method]
        raise AssertionError(f"{method} {path} is not described")

    def never_seen(self):
        described = {(path, method, status) for path, operations in self.description["paths"].items()
                     for method, operation in operations.items() for status in operation["responses"]}
        return {each for each in described - self.seen if each[2] != STORE_FAILS}


def request_of(folder):
    key, request = folder + "/key.pem", folder + "/request.pem"
    subprocess.run(["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=x", "-keyout", key,
                    "-out", request], check=True, stderr=subprocess.DEVNULL)
    with open(request) as file:
        return file.read()


def walk(doors, folder):
    me = {"X-Terminal": ID}
    put = f"/v1/terminals/{ID}"
    assert doors.ask("get", "/v1/terminals", 200) == {"terminals": []}
    code = doors.ask("post", "/v1/terminals", 201, {"id": ID, "city": "leipzig"})["code"]
    doors.ask("post", "/v1/terminals", 409, {"id": ID, "city": "leipzig"})
    doors.ask("post", "/v1/terminals", 400, {"id": "Leipzig 42", "city": "leipzig"})
    joining = {"terminal": ID, "code": code, "request": request_of(folder)}
    doors.ask("post", "/v1/join", 403, {**joining, "code": "aaaa"})
    doors.ask("post", "/v1/join", 400, {"terminal": ID})
    doors.ask("post", "/v1/join", 200, joining)
    doors.ask("get", put, 200)  # never heard
    doors.ask("put", put + "/reported", 403, report(ID))
    doors.ask("put", put + "/reported", 400, {"schema": 1}, me)
    doors.ask("put", "/v1/terminals/nobody/reported", 404, report("nobody"), {"X-Terminal": "nobody"})
    doors.ask("put", put + "/reported", 200, report(ID, "paperOut"), me)

    number = doors.ask("post", put + "/jobs", 201, {"verb": "out_of_service", "reason": "Boden", "when": "now", "until": "2099-01-01T00:00:00Z",
                                                    "expires_s": 60})["number"]
    doors.ask("post", put + "/jobs", 400, {"verb": "make_coffee"})
    doors.ask("post", "/v1/terminals/nobody/jobs", 404, {"verb": "restart"})
    for _ in range(99):
        doors.ask("post", put + "/jobs", 201, {"verb": "report"})
    doors.ask("post", put + "/jobs", 409, {"verb": "report"})
    assert len(doors.ask("put", put + "/reported", 200, report(ID, "paperOut"), me)["jobs"]) == 20
    ended = report(ID, "paperOut")
    ended["jobs"]["results"] = [{"number": number, "verb": "out_of_service", "outcome": "done", "detail": "", "at": ended["at"]}]
    ended["jobs"]["head"] = {"number": number, "hash": "f" * 64}  # another sum than the control room's
    doors.ask("put", put + "/reported", 200, ended, me)
    assert doors.ask("get", put, 200)["chain"] == "mismatch"
    doors.ask("get", "/v1/terminals/nobody", 404)
    doors.ask("get", "/v1/terminals", 200)
    doors.ask("post", put + "/accept-record", 400, {"reason": ""})
    doors.ask("post", put + "/accept-record", 201, {"reason": "looked into"})
    doors.ask("post", put + "/accept-record", 409, {"reason": "looked into"})
    doors.ask("post", "/v1/terminals/nobody/accept-record", 404, {"reason": "looked into"})

    doors.ask("post", "/v1/alarms/see-to", 404, {"terminal": ID})
    doors.ask("post", "/v1/alarms/see-to", 400, {"code": "paper.paperOut"})
    raised(doors)
    doors.ask("post", "/v1/alarms/see-to", 200, {"terminal": ID, "code": "paper.paperOut"})

    doors.ask("post", put + "/invite", 201)
    doors.ask("post", "/v1/terminals/nobody/invite", 404)
    doors.ask("post", put + "/revoke", 400, {"reason": ""})
    doors.ask("post", "/v1/terminals/nobody/revoke", 404, {"reason": "stolen"})
    doors.ask("post", put + "/revoke", 201, {"reason": "stolen"})
    doors.ask("put", put + "/reported", 403, report(ID), me)

    assert doors.ask("get", "/v1/audit?after=2", 200)["entries"][0]["number"] == 3
    doors.ask("get", "/v1/audit?after=x", 400)
    assert doors.ask("get", "/v1/audit/verify", 200)["ok"]
    with contextlib.closing(sqlite3.connect(doors.state + "/control.sqlite")) as file:
        file.execute("UPDATE audit SET who = 'nobody' WHERE number = 2")
        file.commit()
    assert doors.ask("get", "/v1/audit/verify", 200) == {"ok": False, "row": 2}
    for path in ("/health", "/metrics", "/status?lang=en&city=leipzig", "/status.css"):
        doors.ask("get", path, 200)


def raised(doors):
    """A look at the terminals comes every quarter of a minute."""
    until = time.monotonic() + 40
    while not doors.ask("get", "/v1/alarms", 200)["open"]:
        assert time.monotonic() < until, "no alarm"
        time.sleep(0.5)


def main():
    with open(HERE + "/../../config/fleet/openapi.json") as file:
        description = json.load(file)
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as around:
        room = Room(os.path.abspath(sys.argv[1]), folder + "/state", {"alarms": {"lasts_minutes": 0}})
        around.callback(room.end)
        doors = Doors(description, room.state)
        walk(doors, folder)
        assert not doors.never_seen(), f"described, and never had: {sorted(doors.never_seen())}"
    print(f"{len(doors.seen)} answers are as they are described")


if __name__ == "__main__":
    main()
