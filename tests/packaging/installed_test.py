#!/usr/bin/env python3
"""The packages on a fresh Debian: they install, their units run in their sandboxes, and terminal and agent find what they
need there and nothing else.

    installed_test.py PACKAGES      the folder with kiosk-terminal_*.deb, kiosk-agent_*.deb and kiosk-fleet_*.deb
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE]
from machine import Machine  # noqa: E402

EVERYWHERE = {"run another program": "no", "make a packet socket": "no", "read the site's file": "yes", "write the site's file": "no",
              "write into the system": "no", "write into the state directory": "yes", "write to its own /tmp": "yes",
              "see another user's processes": "no", "see a device": "no", "reach the print server": "yes", "reach the screen without a file": "no",
              "reach the message bus": "no", "reach the agent's printer line": "yes", "reach the agent's signer": "yes"}
TERMINAL = EVERYWHERE | {"make a network socket": "no", "see a network beyond loopback": "no", "read the agent's secret": "no",
                         "reach the card reader's service": "yes", "reach the screen": "yes", "see the screen's memory": "yes", "read the screen's cookie": "yes"}
AGENT = EVERYWHERE | {"make a network socket": "yes", "read the agent's secret": "yes", "reach the card reader's service": "no",
                      "reach the screen": "no", "see the screen's memory": "no", "read the screen's cookie": "no"}
PORTAL = {"token_url": "https://portal.example/token", "submission_api": "https://portal.example/submission",
          "destination_api": "https://portal.example/destination", "client_id": "kiosk", "client_secret_file": "/etc/kiosk/agent/secret"}
EID = {"way": "direct", "signer_url": "https://signer.example/sign", "signer_certificate_file": "/etc/kiosk/agent/signer.pem",
       "signer_key_file": "/etc/kiosk/agent/signer.key"}


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="installed.", dir="/var/tmp")
        cls.addClassCleanup(shutil.rmtree, cls.folder, ignore_errors=True)
        cls.machine = Machine(cls.folder, PACKAGES)
        cls.machine.install()
        cls.unset = cls.machine.before("kiosk-agent", "--config", "/etc/kiosk/site.json", "--once")
        cls.checked = cls.machine.before("kiosk-try", "check", "--config", "/etc/kiosk/site.json")
        cls.machine.write("/etc/kiosk/agent/secret", "not-a-secret\n", 0o640)
        cls.machine.before("chgrp", "kiosk-agent", "/etc/kiosk/agent/secret")
        cls.machine.site(eid=EID)
        cls.addClassCleanup(cls.machine.end)
        cls.machine.boot()
        cls.machine.wait_for(lambda: "session_shown" in cls.machine.said("kiosk"), "the terminal shows its first screen")
        cls.machine.wait_for(lambda: cls.machine.processes("kiosk-card"), "the card process runs")
        cls.misconfigured = (cls.machine.property("kiosk-agent", "ActiveState"), cls.machine.said("kiosk-agent"))
        cls.machine.site(eid=EID, portal=PORTAL)
        cls.machine.must("systemctl", "restart", "kiosk-agent")
        cls.machine.wait_for(lambda: "agent_started" in cls.machine.said("kiosk-agent"), "the agent works")

    def test_what_is_shipped_is_fit_to_serve_with(self):
        self.assertEqual(0, self.checked.returncode, self.checked.stdout[-2000:])

    def test_an_agent_that_nobody_has_set_up_says_what_is_missing(self):
        self.assertEqual(2, self.unset.returncode)
        self.assertEqual({"error": "invalid_configuration", "detail": "/portal: no addresses"}, json.loads(self.unset.stdout.splitlines()[0]))
        state, said = self.misconfigured
        self.assertEqual("failed", state)
        self.assertIn("/portal: no addresses", said)

    def colours(self):
        """On the screen; 0: no picture."""
        screen = f"/proc/{self.machine.first_process()}/root/run/kiosk-display/Xvfb_screen0"
        said = subprocess.run(["convert", "xwd:" + screen, "-format", "%k", "info:"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
        return int(said) if said.isdigit() else 0

    def test_the_screen_shows_something(self):
        self.assertGreater(self.colours(), 20)

    def test_a_screen_that_dies_comes_back_with_something_on_it(self):
        before = self.machine.processes("Xvfb")
        self.machine.must("kill", "-KILL", str(before[0]))
        self.machine.wait_for(lambda: self.machine.processes("Xvfb") not in ([], before), "the screen is there again")
        self.machine.wait_for(lambda: self.colours() > 20, "it shows something")

    def test_each_program_runs_as_its_own_user_without_a_right(self):
        for name, user in (("kiosk", "kiosk"), ("kiosk-session", "kiosk"), ("kiosk-card", "kiosk"), ("kiosk-agent", "kiosk-agent")):
            for number in self.machine.processes(name):
                facts = self.machine.must("cat", f"/proc/{number}/status")
                owner = re.search(r"^Uid:\t(\d+)", facts, re.MULTILINE)[1]
                self.assertEqual(user, self.machine.must("id", "-nu", owner).strip())
                for fact in ("CapBnd:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2"):
                    self.assertIn(fact, facts, name)

    def seen_from(self, unit):
        """{what: "yes" or "no"}"""
        _, said = self.machine.inside(unit, "/usr/bin/perl", "/packages/probe.pl")
        return dict(line.split(": ") for line in said.splitlines() if line.endswith((": yes", ": no")))

    def test_the_terminals_parts_work_in_its_sandbox(self):
        """What a session does later than its first screen: answers and paper."""
        status, said = self.machine.inside("kiosk", "/usr/bin/kiosk-try", "ask", given='{"q":"Was kostet eine Geburtsurkunde?"}\n')
        self.assertEqual(0, status, said)
        answers = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
        self.assertEqual("geburtsurkunde", answers[0]["services"][0]["id"])
        status, said = self.machine.inside("kiosk", "/usr/bin/kiosk-try", "print", "--receipt", "sample", "--out", "/var/lib/kiosk/sample.pdf")
        self.assertEqual(0, status, said)
        self.assertTrue(self.machine.must("head", "-c", "5", "/var/lib/kiosk/sample.pdf").startswith("%PDF"))
        self.machine.must("rm", "/var/lib/kiosk/sample.pdf")

    def test_the_terminal_reaches_screen_reader_and_printer_and_nothing_else(self):
        self.assertEqual(TERMINAL, self.seen_from("kiosk"))

    def test_the_agent_reaches_the_network_and_the_journal_and_nothing_else(self):
        seen = self.seen_from("kiosk-agent")
        del seen["see a network beyond loopback"]  # the machine has none
        self.assertEqual(AGENT, seen)

    def test_the_look_from_inside_is_not_blind(self):
        """What nothing but the terminal may do, not even root does by chance: the screen is its alone."""
        seen = self.seen_from(None)
        del seen["see a network beyond loopback"]
        self.assertEqual({"reach the screen", "reach the screen without a file", "see the screen's memory"}, {what for what, answer in seen.items() if answer == "no"})

    def test_what_either_makes_in_the_state_directory_is_the_groups(self):
        rows = self.machine.must("stat", "-c", "%n %G %A", "/var/lib/kiosk", *self.machine.must("sh", "-c", "ls -d /var/lib/kiosk/*").split())
        files = {name.removeprefix("/var/lib/kiosk"): (group, mode) for name, group, mode in map(str.split, rows.splitlines())}
        self.assertEqual(("kiosk", "drwxrws---"), files[""])
        for name in ("/journal.sqlite", "/journal.sqlite-wal", "/opening.lock", "/printer.sock", "/signer.sock"):
            group, mode = files[name]
            self.assertEqual("kiosk", group, name)
            self.assertRegex(mode, "^.rw.rw.---$", name)

    def test_the_control_room_is_there_for_its_staff_and_nobody_else(self):
        self.machine.wait_for(lambda: "fleet_started" in self.machine.said("kiosk-fleet"), "the control room works")
        self.machine.must("kioskctl", "enrol", "leipzig-042", "--city", "leipzig")
        self.machine.must("runuser", "-u", "nobody", "-g", "kiosk-staff", "--", "kioskctl", "terminals")
        self.assertNotEqual(0, self.machine.run("runuser", "-u", "nobody", "--", "kioskctl", "terminals").returncode)
        rows = self.machine.must("sh", "-c", "stat -c '%n %U %G %a' /var/lib/kiosk-fleet/*").splitlines()
        files = {name.rpartition("/")[2]: tuple(rest) for name, *rest in map(str.split, rows)}
        self.assertEqual(("kiosk-fleet", "kiosk-staff", "660"), files["staff.sock"])
        self.assertEqual(("kiosk-fleet", "www-data", "660"), files["terminals.sock"])
        for name in ("signing.pem", "control.sqlite"):
            self.assertEqual(("kiosk-fleet", "kiosk-fleet", "600"), files[name])
        for number in self.machine.processes("kiosk-fleet"):
            facts = self.machine.must("cat", f"/proc/{number}/status")
            for fact in ("CapBnd:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2"):
                self.assertIn(fact, facts)

    def test_nothing_listens_on_a_port(self):
        for table, state in (("tcp", "0A"), ("tcp6", "0A"), ("udp", "07"), ("udp6", "07")):
            rows = [row.split() for row in self.machine.must("cat", "/proc/1/net/" + table).splitlines()[1:]]
            self.assertEqual([], [row for row in rows if row[3] == state], table)

    def test_the_bill_names_what_the_programs_have_mapped(self):
        for package, names in (("kiosk-terminal", ("kiosk", "kiosk-session", "kiosk-card")), ("kiosk-agent", ("kiosk-agent",))):
            parts = {part["name"] for part in json.loads(self.machine.must("cat", f"/usr/share/kiosk/sbom/{package}.cdx.json"))["components"]}
            files = set()
            for name in names:
                for number in self.machine.processes(name):
                    files.update(re.findall(r" (/usr/lib/\S+\.so\S*)$", self.machine.must("cat", f"/proc/{number}/maps"), re.MULTILINE))
            self.assertTrue(any("libssl" in file or "libcrypto" in file for file in files))
            unnamed = {file for file in files if not self.owners(file) & parts}
            self.assertEqual(set(), unnamed, package)

    def owners(self, file):
        found = self.machine.run("dpkg-query", "--search", file, file.removeprefix("/usr")).stdout
        return {line.split(":")[0] for line in found.splitlines() if line.endswith(file.removeprefix("/usr"))}

    def test_a_session_that_dies_is_replaced(self):
        before = set(self.machine.processes("kiosk-session"))
        self.machine.must("kill", "-KILL", str(min(before)))
        self.machine.wait_for(lambda: len(set(self.machine.processes("kiosk-session")) - before) >= 1, "a fresh session stands by")
        self.assertEqual("0", self.machine.property("kiosk", "NRestarts"))

    def test_told_to_stop_they_stop_in_time_and_cleanly(self):
        for unit in ("kiosk", "kiosk-agent"):
            self.machine.must("systemctl", "stop", unit)
            self.assertEqual("success", self.machine.property(unit, "Result"))
            self.machine.must("systemctl", "start", unit)
        self.machine.wait_for(lambda: self.machine.processes("kiosk-session"), "the terminal is back")
        self.machine.wait_for(lambda: self.machine.run("test", "-S", "/var/lib/kiosk/signer.sock").returncode == 0, "the agent is back")

    def test_a_package_that_is_installed_over_a_running_one_starts_it_anew(self):
        before = {unit: self.machine.property(unit, "MainPID") for unit in ("kiosk", "kiosk-agent")}
        self.machine.must("sh", "-c", "dpkg --install /packages/*.deb")
        for unit, number in before.items():
            self.assertEqual("active", self.machine.property(unit, "ActiveState"))
            self.assertNotEqual(number, self.machine.property(unit, "MainPID"))
        self.assertIn("signer_url", self.machine.must("cat", "/etc/kiosk/site.json"), "the site's own file is kept")
        self.machine.wait_for(lambda: self.machine.run("test", "-S", "/var/lib/kiosk/signer.sock").returncode == 0, "the agent is back")
        self.machine.wait_for(lambda: self.machine.processes("kiosk-card"), "the terminal is back")

    def test_the_journal_stays_when_the_packages_go(self):
        # Last by its name is not promised, so it brings back what it took away.
        self.machine.must("dpkg", "--purge", "kiosk-agent", "kiosk-terminal")
        self.assertEqual([], self.machine.processes("kiosk-session"))
        self.machine.must("test", "-s", "/var/lib/kiosk/journal.sqlite")
        self.machine.must("sh", "-c", "dpkg --install /packages/*.deb")
        self.machine.site(eid=EID, portal=PORTAL)
        self.machine.must("systemctl", "start", "kiosk", "kiosk-agent")
        self.machine.wait_for(lambda: self.machine.processes("kiosk-card"), "the terminal is back")
        self.machine.wait_for(lambda: self.machine.run("test", "-S", "/var/lib/kiosk/signer.sock").returncode == 0, "the agent is back")


if __name__ == "__main__":
    if os.geteuid() != 0 or not shutil.which("debootstrap") or not shutil.which("systemd-nspawn"):
        sys.exit("needs root, debootstrap and systemd-nspawn")
    PACKAGES = sorted(glob.glob(sys.argv.pop(1) + "/*.deb"))
    unittest.main()
