#!/usr/bin/env python3
"""The real agent beside the stand-in portal: what wakes it, what ends it, and what it waits for.

    agent_test.py BIN
"""
import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../desk"))
from desk import Desk  # noqa: E402

GONE = ("accepted", "rejected", "expired", "needs_staff")


def cpu_ticks(process):
    with open(f"/proc/{process.pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def times_woken(process):
    count = 0
    for thread in os.listdir(f"/proc/{process.pid}/task"):
        with open(f"/proc/{process.pid}/task/{thread}/status") as file:
            count += sum(int(line.split()[1]) for line in file if line.startswith("voluntary_ctxt_switches"))
    return count


class Agent(unittest.TestCase):
    desk = None
    number = 0

    def setUp(self):
        Agent.number += 1
        self.desk.state = f"{self.desk.folder}/state{Agent.number}"
        self.desk.control("faults", method="DELETE")
        self.agents = []

    def tearDown(self):
        for agent in self.agents:
            if agent.poll() is None:
                agent.kill()
                agent.wait()

    def start(self):
        agent = self.desk.start("kiosk-agent", "--config", self.desk.config, "--state", self.desk.state)
        self.agents.append(agent)
        return agent

    def has_key(self):
        file = self.desk.state + "/journal.sqlite"
        if not os.path.exists(file):
            return False
        with contextlib.closing(sqlite3.connect(file)) as journal:
            with contextlib.suppress(sqlite3.OperationalError):
                return journal.execute("SELECT count(*) FROM notes WHERE name LIKE 'office_key.%'").fetchone()[0] > 0
        return False

    def start_and_wait_for_key(self):
        agent = self.start()
        self.desk.wait_for(self.has_key, "the agent has left the office's key")
        return agent

    def submit(self, *under):
        ordered = self.desk.submit(under=under)
        self.assertIn("order_number", ordered)
        return ordered

    def assert_accepted_within(self, seconds):
        self.desk.wait_for(lambda: all(order["state"] in GONE for order in self.desk.orders()), "every order is settled", seconds)
        self.assertEqual({order["state"] for order in self.desk.orders()}, {"accepted"})

    def cases_of(self, order):
        return [case for case in self.desk.books()["accepted"] if case["sender_reference"] == order["order_number"]]

    def test_delivers_as_soon_as_the_terminal_has_committed(self):
        self.start_and_wait_for_key()
        self.submit()
        self.assert_accepted_within(5)

    def test_is_not_woken_too_early_by_a_commit_on_a_slow_disk(self):
        self.start_and_wait_for_key()
        self.submit("strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fdatasync", "-e", "inject=fdatasync:delay_exit=400000")
        self.assert_accepted_within(5)

    def test_rests_when_there_is_nothing_to_do(self):
        agent = self.start_and_wait_for_key()
        time.sleep(1)
        ticks, woken = cpu_ticks(agent), times_woken(agent)
        time.sleep(3)
        self.assertLessEqual(cpu_ticks(agent) - ticks, 1)
        self.assertLessEqual(times_woken(agent) - woken, 6)

    def test_ends_within_a_second_when_told_to(self):
        agent = self.start_and_wait_for_key()
        begun = time.monotonic()
        agent.send_signal(signal.SIGTERM)
        self.assertEqual(agent.wait(10), 0)
        self.assertLess(time.monotonic() - begun, 1)

    def test_ends_within_a_second_while_the_portal_hangs_and_nothing_is_lost_or_doubled(self):
        agent = self.start_and_wait_for_key()
        self.desk.control("faults", {"fault": "delay", "on": "submit", "amount": 15000})
        order = self.submit()
        self.desk.wait_for(lambda: self.desk.orders()[0]["state"] == "in_doubt", "the submit is under way")
        begun = time.monotonic()
        agent.send_signal(signal.SIGTERM)
        self.assertEqual(agent.wait(10), 0)
        self.assertLess(time.monotonic() - begun, 1)
        self.start()
        self.assert_accepted_within(20)
        self.assertEqual(len(self.cases_of(order)), 1)

    def test_only_one_serves_a_state_folder(self):
        self.start_and_wait_for_key()
        second = self.desk.agent()
        self.assertEqual(second.returncode, 1)
        self.assertIn(b"another_agent_is_running", second.stdout)

    def test_starts_before_the_state_folder_can_be_made(self):
        late = self.desk.state
        with open(late, "w"):  # a file where the folder is to be: nothing can be made in it
            agent = self.start()
        time.sleep(0.5)
        self.assertIsNone(agent.poll())
        os.remove(late)
        self.desk.wait_for(self.has_key, "the agent works", 20)
        self.submit()
        self.assert_accepted_within(5)

    def test_waits_while_the_journal_is_locked(self):
        os.makedirs(self.desk.state)
        journal = sqlite3.connect(self.desk.state + "/journal.sqlite", isolation_level=None)
        journal.execute("BEGIN EXCLUSIVE")
        agent = self.start()
        time.sleep(1)
        self.assertIsNone(agent.poll())
        journal.close()
        self.desk.wait_for(self.has_key, "the agent works", 30)

    def test_waits_while_the_journal_is_damaged_and_goes_on_when_it_is_repaired(self):
        self.start_and_wait_for_key()
        self.submit()
        self.assert_accepted_within(5)
        self.tearDown()
        file = self.desk.state + "/journal.sqlite"
        for name in ("-wal", "-shm"):
            if os.path.exists(file + name):
                os.remove(file + name)
        shutil.copy(file, file + ".good")
        with open(file, "r+b") as journal:
            journal.seek(0)
            journal.write(b"\0" * 4096)
        agent = self.start()
        time.sleep(1.5)
        self.assertIsNone(agent.poll())
        os.replace(file + ".good", file)
        self.desk.wait_for(self.has_key, "the journal is read again", 20)
        self.submit()
        self.desk.wait_for(lambda: self.desk.orders() and all(order["state"] == "accepted" for order in self.desk.orders()), "it delivers", 20)


def main():
    binaries = sys.argv.pop(1)
    with tempfile.TemporaryDirectory(prefix="agent_test.") as folder, Desk(binaries, folder) as desk:
        Agent.desk = desk
        passed = unittest.main(exit=False, verbosity=2).result.wasSuccessful()
        if not passed:
            subprocess.run(["tail", "-40", desk.log], stdout=sys.stderr)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
