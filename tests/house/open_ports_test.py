#!/usr/bin/env python3
"""The terminal's programs run as they do in a town hall, agent and card process among them; none listens on a port.

    open_ports_test.py BIN
"""
import os
import sys
import tempfile
import time
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, HERE + "/../desk"]
from desk import HOME, Desk  # noqa: E402
from open_ports import open_ports, programs  # noqa: E402

TERMINAL = {"kiosk", "kiosk-session", "kiosk-card", "kiosk-agent"}
# A card is looked for by our own protocol, so that its process starts, and the agent lends its signer. Nobody is asked
# for a signature, so the files need not be there.
SETTINGS = {"eid": {"way": "direct", "signer_url": "https://signer.example/sign", "signer_certificate_file": "/nonexistent/agent.pem",
                    "signer_key_file": "/nonexistent/agent.key"}}
NO_GLASS = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}


@unittest.skipIf(os.geteuid() != 0, "the programs show their sockets to root only")
class OpenPorts(unittest.TestCase):
    def test_nothing_of_a_terminal_listens_on_a_port(self):
        with tempfile.TemporaryDirectory(prefix="open_ports.") as folder, Desk(BIN, folder, SETTINGS, NO_GLASS) as desk:
            desk.agent()
            portal = desk.running[0].pid
            agent = desk.start("kiosk-agent", "--config", desk.config, "--state", desk.state)
            kiosk = desk.start("kiosk", "--home", HOME, "--config", desk.config, "--windowed", "1080x1920")
            terminal = [agent.pid, kiosk.pid]
            try:
                desk.wait_for(lambda: TERMINAL <= programs(terminal), "the terminal's programs run")
            except TimeoutError:
                with open(desk.log) as file:
                    self.fail(f"only {programs(terminal)} run; they said: {file.read()[-3000:]}")
            for _ in range(20):  # sockets that are open for a moment, too
                self.assertEqual(set(), open_ports(terminal))
                time.sleep(0.05)
            self.assertNotEqual(set(), open_ports([portal]), "the look at them must not be blind")


if __name__ == "__main__":
    BIN = sys.argv.pop(1)
    unittest.main()
