"""A terminal with everything around it in one folder: stand-in portal, settings, state, agent. For tests
that look at the programs from outside, as a technician does.

    with Desk(bin, folder) as desk: desk.agent(); desk.submit("birth-certificate", answers); desk.books()
"""
import json
import os
import signal
import subprocess
import time
import urllib.request

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# A person orders her own birth certificate; nobody has to be found, all fields are plain.
ANSWERS = {
    "role": "self", "office": "leipzig", "event_date": "1964-08-12", "register_number": "unknown",
    "child_given_names": "Erika", "child_family_name": "Gabler", "parent1_given_names": "unknown", "parent1_family_name": "unknown",
    "variant": "certificate", "eu_wanted": "no", "copies": "1", "purpose": "records",
    "applicant_given_names": "Erika", "applicant_family_name": "Mustermann", "applicant_birth_name": "Gabler",
    "residence": "germany", "street": "Heidestraße", "house_number": "17", "postcode": "51147", "town": "Köln",
    "declared_privacy": "yes", "declared_correct": "yes", "declared_fees": "yes",
}


class Desk:
    def __init__(self, binaries, folder, settings=None, environment=None):
        self.binaries, self.folder, self.extra = os.path.abspath(binaries), os.path.abspath(folder), settings or {}
        self.state, self.config, self.log = self.folder + "/state", self.folder + "/site.json", self.folder + "/log"
        self.environment = dict(os.environ, ASAN_OPTIONS="detect_leaks=0", **(environment or {}))
        self.running = []

    def __enter__(self):
        os.makedirs(self.state, exist_ok=True)
        ready = self.folder + "/portal.json"
        self.start("stand-in-portal", "--ready-file", ready, "--data", self.folder + "/portal", "--lifetime", "3600")
        self.wait_for(lambda: os.path.exists(ready), "the stand-in portal is ready")
        with open(ready) as file:
            self.portal = json.load(file)
        settings = {"recovery_key_file": self.portal["recovery_key_file"], "portal": self.portal["portal"], "state_directory": self.state}
        with open(self.config, "w") as file:
            json.dump(settings | self.extra, file)
        return self

    def __exit__(self, *_):
        for process in reversed(self.running):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()

    def start(self, program, *arguments):
        """A program that goes on; what it says goes to the log."""
        with open(self.log, "ab") as log:
            process = subprocess.Popen([f"{self.binaries}/{program}", *arguments], stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.environment)
        self.running.append(process)
        return process

    def run(self, program, *arguments, given="", under=()):
        with open(self.log, "ab") as log:
            return subprocess.run([*under, f"{self.binaries}/{program}", *arguments], input=given.encode(), stdout=subprocess.PIPE, stderr=log,
                                  env=self.environment, timeout=120)

    def agent(self, *under):
        """One round of the agent; `under` is a tracer's command, if any."""
        return self.run("kiosk-agent", "--config", self.config, "--state", self.state, "--once", under=under)

    def submit(self, service="birth-certificate", answers=None, under=()):
        run = self.run("kiosk-try", "submit", "--config", self.config, "--state", self.state, "--service", service, given=json.dumps(answers or ANSWERS),
                       under=under)
        return json.loads(run.stdout.splitlines()[-1]) if run.stdout.strip() else {"exit": run.returncode}

    def orders(self):
        run = self.run("kiosk-try", "orders", "--state", self.state)
        return [json.loads(line) for line in run.stdout.splitlines()]

    def control(self, path, body=None, method=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.portal['control']}/{path}", data=data, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def books(self):
        return self.control("office")

    def wait_for(self, true, what, limit=60):
        until = time.monotonic() + limit
        while not true():
            if time.monotonic() > until:
                raise TimeoutError(f"waited {limit} s until {what}")
            time.sleep(0.05)
