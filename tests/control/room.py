"""A real kiosk-fleet in a folder, and staff before it with kioskctl."""
import json
import os
import signal
import socket
import subprocess
import time


class Room:
    def __init__(self, binaries, state, settings=None):
        self.binaries, self.state, self.settings = binaries, state, settings or {}
        self.process = None
        self.start()

    def start(self):
        os.makedirs(self.state, exist_ok=True)
        config = self.state + "/room.json"
        with open(config, "w") as file:
            json.dump(self.settings, file)
        self.process = subprocess.Popen([self.binaries + "/kiosk-fleet", "--state", self.state, "--config", config],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        until = time.monotonic() + 20
        while self.ask("alarms").returncode != 0:
            assert self.process.poll() is None and time.monotonic() < until, "kiosk-fleet does not start"
            time.sleep(0.1)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate(timeout=20)

    def end(self):
        """What it had to say."""
        self.process.terminate()
        return self.process.communicate(timeout=20)[1]

    def ask(self, *words):
        return subprocess.run([self.binaries + "/kioskctl", "--socket", self.state + "/staff.sock", *words],
                              capture_output=True, text=True, timeout=30)

    def ctl(self, *words):
        done = self.ask(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def shown(self, terminal):
        return json.loads(self.ctl("--json", "show", terminal))

    def job(self, terminal, *words):
        """Issues a job; its number."""
        return json.loads(self.ctl("--json", *words[:1], terminal, *words[1:]))["number"]

    def state_of(self, terminal, number):
        """"open", "done", "failed (paperOut)"."""
        (job,) = [job for job in self.shown(terminal)["jobs"] if job["number"] == number]
        return job["state"] + (f" ({job['detail']})" if job["detail"] else "")

    def put(self, terminal, report):
        """A report as nginx would pass it on; the status of the answer."""
        body = json.dumps(report).encode()
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(10)
            line.connect(self.state + "/terminals.sock")
            line.sendall(b"PUT /v1/terminals/%s/reported HTTP/1.1\r\nHost: localhost\r\nX-Terminal: %s\r\n"
                         b"Content-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                         % (terminal.encode(), terminal.encode(), len(body), body))
            return int(line.makefile("rb").readline().split()[1])
