"""Debian's AusweisApp2 as a third party: its SDK over the WebSocket, and one conversation with it."""
import json, socket, subprocess, tempfile, time
from pathlib import Path

import websocket

ADDRESS = ("127.0.0.1", 24727)


class AusweisApp:
    """`environment` says which pcscd; the program gets a home of its own."""

    def __init__(self, environment):
        if self.answers():
            raise RuntimeError("port 24727 is taken: is an AusweisApp running?")
        self.home = tempfile.TemporaryDirectory(prefix="kiosk-ausweisapp-")
        places = {f"XDG_{name}": self.home.name for name in ("CONFIG_HOME", "CACHE_HOME", "DATA_HOME",
                                                            "RUNTIME_DIR")}
        Path(self.home.name).chmod(0o700)
        self.process = subprocess.Popen(
            ["AusweisApp2", "--ui", "websocket", "--no-logfile"], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**environment, **places, "HOME": self.home.name, "QT_QPA_PLATFORM": "offscreen"})
        end = time.monotonic() + 20
        while not self.answers():
            if time.monotonic() > end or self.process.poll() is not None:
                self.close()
                raise RuntimeError("AusweisApp2 did not come up")
            time.sleep(0.02)
        self.line = websocket.create_connection("ws://localhost:24727/eID-Kernel", timeout=20)

    @staticmethod
    def answers():
        with socket.socket() as probe:
            return probe.connect_ex(ADDRESS) == 0

    def say(self, command, **more):
        self.line.send(json.dumps({"cmd": command, **more}))

    def hear(self, *messages):
        """The next message that is one of these; readers and states in between are let by."""
        while True:
            heard = json.loads(self.line.recv())
            if heard["msg"] in messages:
                return heard

    def change_pin(self, answers):
        """Plays RUN_CHANGE_PIN. `answers`: for ENTER_PIN, ENTER_CAN, ENTER_PUK, ENTER_NEW_PIN a list of
        values to give in turn. Returns what was asked, and whether it succeeded."""
        asked, given = [], {name: iter(values) for name, values in answers.items()}
        self.say("RUN_CHANGE_PIN")
        while True:
            heard = self.hear("ENTER_PIN", "ENTER_CAN", "ENTER_PUK", "ENTER_NEW_PIN", "CHANGE_PIN",
                              "BAD_STATE", "INTERNAL_ERROR")
            if heard["msg"] == "CHANGE_PIN" and "success" not in heard:
                continue
            if not heard["msg"].startswith("ENTER_"):
                return asked, heard.get("success")
            asked.append(heard["msg"])
            value = next(given.get(heard["msg"], iter(())), None)
            if value is None:
                self.say("CANCEL")
            else:
                self.say(heard["msg"].replace("ENTER", "SET"), value=value)

    def close(self):
        if hasattr(self, "line"):
            self.line.close()
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.home.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
