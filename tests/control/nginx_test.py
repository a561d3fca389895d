#!/usr/bin/python3
"""Who comes in to the control room through the nginx configuration that is shipped: a real nginx, a real kiosk-fleet.

    nginx_test.py BIN      77: nginx is missing
"""
import contextlib
import http.client
import json
import os
import shutil
import ssl
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from cryptography import x509  # noqa: E402
from cryptography.x509.oid import NameOID  # noqa: E402
from nginx import Nginx  # noqa: E402
from pki import Authority  # noqa: E402
from reports import report  # noqa: E402
from room import Room  # noqa: E402

ID = "leipzig-042"


class Caller:
    def __init__(self, nginx, authority, party=None, version=ssl.TLSVersion.TLSv1_3):
        context = ssl.create_default_context(cafile=authority.file)
        context.minimum_version = context.maximum_version = version
        if party:
            context.load_cert_chain(party.file, party.key)
        self.line = http.client.HTTPSConnection("localhost", nginx.port, context=context, timeout=20)

    def put(self, path=f"/v1/terminals/{ID}/reported", body=None, headers=None, method="PUT"):
        """The status, or "cut"."""
        try:
            self.line.request(method, path, json.dumps(body or report(ID)), {"Content-Type": "application/json", **(headers or {})})
            answer = self.line.getresponse()
            answer.read()
            return answer.status
        except (ssl.SSLError, OSError, http.client.HTTPException):
            return "cut"


def holds(seen, wanted, what):
    assert seen == wanted, f"{what}: {seen}, not {wanted}"


def let_in(nginx, authority, room):
    good, other = authority.issue(ID), authority.issue("leipzig-043")
    holds(Caller(nginx, authority, good).put(), 200, "a terminal with its certificate")
    holds(Caller(nginx, authority, other).put(), 403, "another terminal in its place")
    holds(Caller(nginx, authority, other).put(headers={"X-Terminal": ID}), 403, "another one that says it were this one")
    holds(Caller(nginx, authority, good).put(headers={"X-Terminal": "leipzig-043"}), 200, "what a terminal says of its name is not heard")
    assert room.shown(ID)["light"] == "green"
    holds(Caller(nginx, authority, good).put(path="/v1/audit", method="GET"), 404, "staff's doors are not here")
    holds(Caller(nginx, authority, good).put(path="/metrics", method="GET"), 404, "nor monitoring's")
    holds(Caller(nginx, authority, good).put(path=f"/v1/terminals/{ID}/jobs", method="POST"), 404, "a terminal gives itself no jobs")


def shut_out(nginx, authority, folder):
    stranger = Authority(folder, "stranger")
    holds(Caller(nginx, authority).put(), 403, "no certificate")
    holds(Caller(nginx, authority).put(headers={"X-Terminal": ID}), 403, "no certificate, and a name all the same")
    holds(Caller(nginx, authority, stranger.issue(ID)).put(), 400, "one of somebody else's")
    holds(Caller(nginx, authority, authority.issue(ID, hours=-1)).put(), 400, "one that has expired")
    holds(Caller(nginx, authority, authority.issue("control_room")).put(), 403, "one that is no terminal's")
    more = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, "leipzig-042")]
    holds(Caller(nginx, authority, authority.issue("x", more=more)).put(), 403, "a name with more in it")
    holds(Caller(nginx, authority, authority.issue(ID), ssl.TLSVersion.TLSv1_2).put(), "cut", "TLS 1.2")


def take_back(nginx, authority):
    lost = authority.issue(ID)
    caller = Caller(nginx, authority, lost)
    holds(caller.put(), 200, "before it is taken back")
    authority.revoke(lost)
    nginx.reload()
    time.sleep(2.5)  # worker_shutdown_timeout
    caller.line.auto_open = False
    holds(caller.put(), "cut", "the connection that was open")
    holds(Caller(nginx, authority, lost).put(), 400, "one that was taken back")
    holds(Caller(nginx, authority, authority.issue(ID)).put(), 200, "its successor")


def bounded(nginx, authority):
    good = authority.issue(ID)
    big = report(ID)
    big["parts"] *= 2000
    assert Caller(nginx, authority, good).put(body=big) in (413, "cut"), "a report without end"
    slow = Caller(nginx, authority, good)
    slow.line.connect()
    slow.line.sock.sendall(f"PUT /v1/terminals/{ID}/reported HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{{".encode())
    begun = time.monotonic()
    slow.line.sock.settimeout(20)
    answer = b"?"
    with contextlib.suppress(OSError):
        answer = slow.line.sock.recv(100)
    assert time.monotonic() - begun < 15 and (not answer or b"408" in answer), f"a body that does not come: {answer}"
    seen = {Caller(nginx, authority, good).put() for _ in range(60)}
    assert seen <= {200, 503, 429} and len(seen) == 2, f"sixty reports at once: {seen}"


def main():
    if not shutil.which("/usr/sbin/nginx"):
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as around:
        room = Room(sys.argv[1], folder + "/state")
        around.callback(room.end)
        room.ctl("enrol", ID, "--city", "leipzig")
        authority = Authority(folder, "authority")
        nginx = Nginx(folder, room, authority.issue("localhost"), authority.file, authority.revoke())
        around.callback(nginx.end)
        let_in(nginx, authority, room)
        shut_out(nginx, authority, folder)
        take_back(nginx, authority)
        bounded(nginx, authority)
    print("terminals come in by their certificates, and nobody else")


if __name__ == "__main__":
    main()
