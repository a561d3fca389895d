"""Processes, displays and figures for `bench`: every program is measured from outside, by the same means."""
import json
import os
import signal
import statistics
import subprocess
import tempfile
import time

SIZE = (1920, 1080)


class Screen:
    """An X server of our own with a display number that was free."""

    def __enter__(self):
        reader, writer = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-nolisten", "tcp"],
                                       pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as answer:
            self.name = ":" + answer.readline().strip()
        return self

    def __exit__(self, *_):
        end(self.server)


def end(process, limit=5):
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(limit)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def end_pid(pid):
    """Ends a process that is not our child's object, and waits until it and its children are gone."""
    family = family_of(pid)
    for member in family:
        try:
            os.kill(member, signal.SIGTERM)
        except ProcessLookupError:
            pass
    until = time.monotonic() + 5
    while any(os.path.exists(f"/proc/{member}/maps") and alive(member) for member in family):
        if time.monotonic() > until:
            for member in family:
                try:
                    os.kill(member, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            break
        time.sleep(0.05)


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] not in "ZX"
    except OSError:
        return False


def family_of(pid):
    """The process and all its descendants."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat") as stat:
                    parents[int(entry)] = int(stat.read().rsplit(")", 1)[1].split()[1])
            except OSError:
                pass
    family = [pid]
    for member in family:
        family += [child for child, parent in parents.items() if parent == member]
    return [member for member in family if alive(member)]


def pss_mb(pids):
    total = 0
    for pid in pids:
        with open(f"/proc/{pid}/smaps_rollup") as rollup:
            total += sum(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return total / 1024


def cpu_seconds(pids):
    """Time on a processor, to the nanosecond."""
    total = 0
    for pid in pids:
        try:
            for task in os.listdir(f"/proc/{pid}/task"):
                with open(f"/proc/{pid}/task/{task}/schedstat") as stat:
                    total += int(stat.read().split()[0])
        except (FileNotFoundError, ProcessLookupError):
            pass  # a helper of the browser's that has ended
    return total / 1e9


def answer_of(command, **more):
    run = subprocess.run(command, stdout=subprocess.PIPE, check=True, **more)
    return json.loads(run.stdout.splitlines()[-1])


class Candidate:
    """A kiosk to be measured: how it is started, and where two buttons are that change the whole screen."""

    def __init__(self, name, command, there, back, companions=()):
        self.name, self.command, self.there, self.back, self.companions = name, command, there, back, list(companions)


class Witness:
    """Starts a candidate on a screen of its own and measures what a citizen would notice."""

    def __init__(self, glass, candidate, folder):
        self.glass, self.candidate, self.folder = glass, candidate, folder
        self.reference = f"{folder}/{candidate.name}.ppm"

    def first_picture(self):
        """A warm-up run, whose settled picture is what later starts are compared with."""
        with Screen() as screen:
            process = self.start_plainly(screen)
            time.sleep(6)
            self.use_glass(screen, "shot", self.reference)
            end_pid(process.pid)

    def start_plainly(self, screen):
        return subprocess.Popen(self.candidate.command(), env=self.at(screen), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start_ms(self):
        with Screen() as screen:
            answer = self.use_glass(screen, "start", self.reference, *self.candidate.command())
            end_pid(answer["pid"])
        return answer["ms"]

    def session(self, taps, idle_seconds):
        """Figures of one run: memory, latency of `taps` taps, share of a processor while idle."""
        with Screen() as screen:
            process = self.start_plainly(screen)
            time.sleep(6)
            pids = family_of(process.pid) + self.candidate.companions
            before = cpu_seconds(pids)
            time.sleep(idle_seconds)
            idle = max(0, cpu_seconds(pids) - before) / idle_seconds
            pids = [pid for pid in pids if alive(pid)]
            memory = pss_mb(pids)
            answers = [self.use_glass(screen, "latency", *map(str, self.candidate.back if i % 2 else self.candidate.there), after=0.6)
                       for i in range(taps + 2)][2:]
            end_pid(process.pid)
        return {"pss_mb": memory, "processes": len(pids), "idle_percent": 100 * idle,
                "first_pixels_ms": statistics.median(a["first_ms"] for a in answers),
                "all_pixels_ms": statistics.median(a["last_ms"] for a in answers)}

    def use_glass(self, screen, verb, *arguments, after=0.0):
        run = subprocess.run([self.glass, verb, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.at(screen), check=True)
        time.sleep(after)
        return json.loads(run.stdout.splitlines()[-1]) if run.stdout.strip() else None

    def at(self, screen):
        return dict(os.environ, DISPLAY=screen.name, SDL_VIDEODRIVER="x11", DBUS_SESSION_BUS_ADDRESS="disabled:")


def scratch():
    return tempfile.TemporaryDirectory(prefix="kiosk-bench.")
