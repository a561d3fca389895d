"""Which TCP and UDP ports do these processes, and all that they started, listen on?"""
import os

LISTENING = {"tcp": "0A", "tcp6": "0A", "udp": "07", "udp6": "07"}  # a UDP socket without a peer


def listening_sockets():
    """{inode: "tcp6 :24727"}"""
    found = {}
    for table, state in LISTENING.items():
        with open("/proc/net/" + table) as file:
            for row in file.read().splitlines()[1:]:
                words = row.split()
                if words[3] == state:
                    found[words[9]] = f"{table} :{int(words[1].rsplit(':', 1)[1], 16)}"
    return found


def with_descendants(pids):
    parents = {}
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/stat") as file:
                parents[int(entry)] = int(file.read().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue  # it has just ended
    family = set(pids)
    while grown := {child for child, parent in parents.items() if parent in family} - family:
        family |= grown
    return family


def sockets_of(pid):
    """Inodes. PermissionError is the caller's: a look that is not allowed must not pass for an empty one."""
    folder = f"/proc/{pid}/fd"
    try:
        targets = [os.readlink(f"{folder}/{entry}") for entry in os.listdir(folder)]
    except FileNotFoundError:
        return set()
    return {target[8:-1] for target in targets if target.startswith("socket:[")}


def open_ports(pids):
    """{"kiosk-card tcp :35963", …}, by program."""
    listening, found = listening_sockets(), set()
    for pid in with_descendants(pids):
        for inode in sockets_of(pid) & listening.keys():
            with open(f"/proc/{pid}/comm") as file:
                found.add(file.read().strip() + " " + listening[inode])
    return found


def programs(pids):
    names = set()
    for pid in with_descendants(pids):
        try:
            with open(f"/proc/{pid}/comm") as file:
                names.add(file.read().strip())
        except OSError:
            continue
    return names
