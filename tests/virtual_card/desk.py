"""For tests: a PKI in a scratch folder, cards with changed properties, and a desk with the real pcscd."""
import contextlib, importlib.machinery, importlib.util, io, json, os, shutil, sys, tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import pki


def load_rig():
    """The rig is a program for a person; here its verbs are called without starting Python each time."""
    loader = importlib.machinery.SourceFileLoader("rig", str(HERE / "rig"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("rig", loader))
    loader.exec_module(module)
    return module


RIG = load_rig()


class Country:
    """A scratch folder with a PKI; cards are copies, so that their counters begin afresh."""

    def __init__(self, **how):
        self.scratch = tempfile.TemporaryDirectory(prefix="kiosk-card-")
        self.folder = pki.make(Path(self.scratch.name) / "pki", **how)
        self.made = 0

    def card(self, kind="card", data=None, **changes):
        self.made += 1
        folder = Path(self.scratch.name) / f"{self.made}-{kind}"
        shutil.copytree(self.folder / kind, folder)
        card = json.loads((folder / "card.json").read_text())
        card.update(changes)
        card["data"].update(data or {})
        (folder / "card.json").write_text(json.dumps(card))
        return folder

    def script(self, *rules):
        self.made += 1
        path = Path(self.scratch.name) / f"{self.made}.evil"
        path.write_text(json.dumps(rules))
        return path

    def close(self):
        self.scratch.cleanup()


class Desk:
    """The rig, ended with the test. Without its programs: SystemExit 77."""

    def __init__(self, folder):
        self.folder = Path(folder)
        started = json.loads(self.rig("start", "--while", os.getpid()))
        self.environment = {**os.environ, **started}
        os.environ.update(started)

    def rig(self, verb, *options):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            RIG.main([verb, str(self.folder), *map(str, options)])
        return said.getvalue()

    def lay(self, card, *options, evil=None, slot=0):
        self.rig("lay", card, "--slot", slot, *(["--evil", evil] if evil else []), *options)

    def take(self, slot=0):
        self.rig("take", "--slot", slot)

    def log(self, slot=0):
        lines = [json.loads(line) for line in self.rig("log", "--slot", slot).splitlines()]
        return [line for line in lines if "step" in line]

    def close(self):
        self.rig("stop")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def state(card):
    return json.loads((card / "state.json").read_text())
