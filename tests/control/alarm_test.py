#!/usr/bin/python3
"""Staff are written to: the real kiosk-fleet, a real mail server with STARTTLS, a terminal without paper.

    alarm_test.py BIN
"""
import email
import email.policy
import logging
import os
import socket
import ssl
import sys
import tempfile
import time

from aiosmtpd.controller import Controller

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from pki import Authority  # noqa: E402
from reports import report  # noqa: E402
from room import Room  # noqa: E402

TERMINAL = "leipzig-042"


class Inbox:
    def __init__(self):
        self.mails = []

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.mails.append((envelope.rcpt_tos, session.ssl is not None, mail))
        return "250 OK"

    def wait_for(self, count, seconds):
        until = time.monotonic() + seconds
        while len(self.mails) < count and time.monotonic() < until:
            time.sleep(0.1)
        return len(self.mails)


def settings(port, authority):
    return {"mail": {"url": f"smtp://localhost:{port}", "from": "leitstelle@example.org", "authority_file": authority},
            "alarms": {"lasts_minutes": 0, "levels": [{"to": ["hausmeister@example.org"]}]}}


def main():
    bin_folder = sys.argv[1]
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # a client that hangs up is part of it
    with tempfile.TemporaryDirectory() as folder:
        authority, other = Authority(folder, "authority"), Authority(folder, "other")
        server_party = authority.issue("localhost")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(server_party.file, server_party.key)
        inbox = Inbox()
        server = Controller(inbox, hostname="127.0.0.1", port=0, tls_context=context, require_starttls=True)
        # port=0 lets the kernel choose; aiosmtpd's own trial connection needs to know which.
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            server.port = probe.getsockname()[1]
        server.start()
        try:
            walk(bin_folder, folder, server.port, authority.file, other.file, inbox)
        finally:
            server.stop()


def walk(bin_folder, folder, port, certificate, other, inbox):
    state = folder + "/state"
    # A mail server that cannot prove who it is gets nothing, and nothing is lost.
    room = Room(bin_folder, state, settings(port, other))
    room.ctl("enrol", TERMINAL, "--city", "leipzig")
    assert room.put(TERMINAL, report(TERMINAL, "paperOut")) == 200
    time.sleep(18)  # a round is every 15 s
    said = room.end()
    assert "mail_not_sent" in said and "not_authentic" in said, said
    assert not inbox.mails

    room = Room(bin_folder, state, settings(port, certificate))
    assert room.put(TERMINAL, report(TERMINAL, "paperOut")) == 200
    assert inbox.wait_for(1, 20) == 1, "no mail came"
    to, was_encrypted, mail = inbox.mails[0]
    assert to == ["hausmeister@example.org"] and was_encrypted
    assert "leipzig-042" in mail["Subject"], mail["Subject"]
    text = mail.get_body(("plain",)).get_content()
    assert "Neu:" in text and "Papier ist leer" in text, text
    assert "out of paper" in room.ctl("alarms")
    assert "you see to 1 of its alarms" in room.ctl("see-to", TERMINAL)
    assert "seen to by" in room.ctl("alarms")

    assert room.put(TERMINAL, report(TERMINAL, "paperFull")) == 200
    assert inbox.wait_for(2, 20) == 2, "nobody said that it is over"
    assert "Erledigt:" in inbox.mails[1][2].get_body(("plain",)).get_content()
    assert room.ctl("alarms").startswith("no alarms\nover\n")
    said = room.end()
    assert "hausmeister" not in said, "an address stands in the log"
    print("staff were written to, and told of the end")


if __name__ == "__main__":
    main()
