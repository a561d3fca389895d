"""A small Debian in a folder, with the packages installed as a technician does it, and its own systemd running, so that
units, sandboxes, users and sockets are the real ones. The screen is a virtual one, the network is not there.

Needs root, debootstrap and systemd-nspawn.
"""
import glob
import json
import os
import shutil
import signal
import subprocess
import time

MIRROR = "http://deb.debian.org/debian"
AROUND = ["systemd-sysv", "dbus", "cups-daemon", "pcscd", "xauth", "xvfb"]
# As kiosk-display.service starts Xorg, but where no hardware is; the picture lies in a file.
SCREEN = """[Unit]
ConditionFileIsExecutable=
[Service]
ExecStart=
ExecStart=/usr/bin/Xvfb :0 -screen 0 1080x1920x24 -fbdir /run/kiosk-display -auth /run/kiosk-display/authority -nolisten tcp -nolisten local -noreset
"""


def done(*command, **more):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)


def must(*command):
    run = done(*command)
    if run.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {run.returncode}\n{run.stdout[-3000:]}")
    return run.stdout


class Machine:
    def __init__(self, folder, packages):
        self.root, self.packages, self.process = folder + "/root", packages, None
        self.log, self.probes = folder + "/console", 0

    def install(self):
        must("debootstrap", "--variant=minbase", "bookworm", self.root, MIRROR)
        os.mkdir(self.root + "/packages")
        for package in self.packages:
            shutil.copy(package, self.root + "/packages")
        shutil.copy(os.path.dirname(os.path.abspath(__file__)) + "/probe.pl", self.root + "/packages")
        names = ["/packages/" + os.path.basename(package) for package in self.packages]
        run = self.before("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq", "--no-install-recommends", *names, *AROUND)
        if run.returncode != 0:
            raise RuntimeError(run.stdout[-3000:])

    def before(self, *command):
        """Runs while the machine is off: a folder with processes in it, and with this machine's network."""
        return done("systemd-nspawn", *self.options(), "--pipe", "--resolv-conf=copy-host", *command)

    def options(self):
        # Where systemd runs already, it wants to give the machine a scope of its own.
        alone = [] if os.path.isdir("/run/systemd/system") else ["--keep-unit"]
        return ["--quiet", "--register=no", *alone, "--machine=kiosk-machine", "-D", self.root]

    def write(self, path, text, mode=0o644):
        os.makedirs(os.path.dirname(self.root + path), exist_ok=True)
        with open(self.root + path, "w") as file:
            file.write(text)
        os.chmod(self.root + path, mode)

    def read(self, path):
        with open(self.root + path) as file:
            return file.read()

    def site(self, **members):
        self.write("/etc/kiosk/site.json", json.dumps({"state_directory": "/var/lib/kiosk", **members}))

    def boot(self):
        self.write("/etc/systemd/system/kiosk-display.service.d/screen.conf", SCREEN)
        for conf in glob.glob(self.root + "/usr/share/kiosk/config/cups/*.conf"):
            shutil.copy(conf, self.root + "/etc/cups/")
        self.before("systemctl", "enable", "-q", "kiosk", "kiosk-agent", "kiosk-fleet", "cups.socket", "pcscd.socket")
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(["systemd-nspawn", *self.options(), "--boot", "--private-network"], stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=log)
        self.wait_for(lambda: self.first_process() and self.run("systemctl", "is-active", "multi-user.target").returncode == 0, "it has booted", 120)

    def first_process(self):
        """The machine's process 1, by its number out here."""
        for path in glob.glob("/proc/[0-9]*/status"):
            try:
                with open(path) as file:
                    facts = dict(line.split(":\t", 1) for line in file.read().splitlines() if ":\t" in line)
                here = os.path.samefile(os.path.dirname(path) + "/root/packages", self.root + "/packages")
            except OSError:
                continue
            numbers = facts.get("NSpid", "").split()
            if here and len(numbers) > 1 and numbers[-1] == "1" and facts["Name"] == "systemd":
                return int(numbers[0])
        return None

    def run(self, *command):
        return done("nsenter", "--target", str(self.first_process()), "--all", "--root", "--wd", "env", "-i", "PATH=/usr/sbin:/usr/bin", *command)

    def must(self, *command):
        run = self.run(*command)
        if run.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {run.returncode}\n{run.stdout[-3000:]}")
        return run.stdout

    def property(self, unit, name):
        return self.must("systemctl", "show", "--value", "-p", name, unit).strip()

    def said(self, unit):
        return self.must("journalctl", "--no-pager", "-o", "cat", "-u", unit)

    def processes(self, name):
        """By their numbers inside."""
        return [int(number) for number in self.run("pgrep", "-x", name).stdout.split()]

    def inside(self, unit, *command, given=""):
        """(status, what was said) of a command in the sandbox of `unit`; None: in none."""
        self.probes += 1
        probe = f"probe-{self.probes}"
        plain = "[Service]\nExecStart=/usr/bin/true\n"
        self.write(f"/etc/systemd/system/{probe}.service", self.read(f"/usr/lib/systemd/system/{unit}.service") if unit else plain)
        self.write(f"/packages/{probe}.given", given)
        self.write(f"/etc/systemd/system/{probe}.service.d/probe.conf",
                   f"[Service]\nType=oneshot\nRestart=no\nExecStart=\nExecStart={' '.join(command)}\nExecPaths={command[0]}\n"
                   f"StandardInput=file:/packages/{probe}.given\n")
        self.must("systemctl", "daemon-reload")
        self.run("systemctl", "start", probe)
        return int(self.property(probe, "ExecMainStatus")), self.said(probe)

    def wait_for(self, true, what, limit=60):
        until = time.monotonic() + limit
        while not true():
            if time.monotonic() > until or self.process.poll() is not None:
                with open(self.log) as log:
                    raise TimeoutError(f"waited until {what}; the console says: {log.read()[-2000:]}")
            time.sleep(0.2)

    def end(self):
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)  # shuts it down in order
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
