"""A disk that forgets what was not synced: replays a recorded run up to a cut and decides what survived.

Model: data reaches the disk with fsync or fdatasync of its file; a new name with a sync of its file or
folder (as ext4 and XFS do); removals and renames with a sync of the folder, in the order they were made.
What was not synced may be there, be missing, be there in part, or be torn at 512 bytes.
"""
import os
import re

CALL = re.compile(r'^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+)')
DESCRIPTOR = re.compile(r'^(\d+)<((?:\\x[0-9a-f]{2})*)>')
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
RECORDED = "openat,pwrite64,write,ftruncate,fallocate,fsync,fdatasync,unlink,rename,mkdir"
SECTOR = 512


def unhex(text):
    return bytes.fromhex(text.replace("\\x", ""))


def events(trace, folder):
    """The recorded calls in order: (what, path, …); "say" is a line on standard output."""
    for line in open(trace):
        call = CALL.match(line)
        if not call or call[3] == "-1":
            continue
        event = event_of(call[1], call[2], int(call[3]))
        if event and (event[0] == "say" or event[1].startswith(folder)):
            yield event


def event_of(name, arguments, result):
    descriptor = DESCRIPTOR.match(arguments)
    path = os.fsdecode(unhex(descriptor[2])) if descriptor else ""
    texts = [unhex(text) for text in TEXT.findall(arguments)]
    numbers = [int(number) for number in re.findall(r", (-?\d+)(?=,|$)", arguments)]
    if name == "write" and descriptor and descriptor[1] == "1":
        return "say", texts[0].decode()
    if name == "openat":
        created = "O_CREAT" in arguments or "O_TRUNC" in arguments
        return ("open", os.fsdecode(texts[0]), "O_TRUNC" in arguments) if created else None
    if name in ("pwrite64", "write"):
        return "write", path, (numbers[-1] if name == "pwrite64" else None), texts[0][:result]
    if name == "ftruncate":
        return "size", path, numbers[-1]
    if name == "fallocate":
        return "grow", path, numbers[-2] + numbers[-1]
    if name in ("fsync", "fdatasync"):
        return "sync", path
    if name == "unlink":
        return "remove", os.fsdecode(texts[0])
    if name == "rename":
        return "rename", os.fsdecode(texts[0]), os.fsdecode(texts[1])
    return None


def applied(content, change):
    what, *rest = change
    if what == "size":
        (size,) = rest
        return content[:size] + bytes(max(0, size - len(content)))
    if what == "grow":
        (size,) = rest
        return content + bytes(max(0, size - len(content)))
    offset, data = rest
    content = content + bytes(max(0, offset - len(content)))
    return content[:offset] + data + content[offset + len(data):]


class File:
    def __init__(self):
        self.synced, self.content, self.pending, self.named = b"", b"", [], False

    def change(self, change):
        self.pending.append(change)
        self.content = applied(self.content, change)

    def sync(self):
        self.synced, self.pending, self.named = self.content, [], True


class Disk:
    def __init__(self):
        self.names, self.synced_names, self.name_changes = {}, {}, []

    def play(self, event):
        what, path, *rest = event
        if what == "open":
            if path not in self.names:
                self.names[path] = File()
                self.name_changes.append(("new", path, self.names[path]))
            elif rest[0]:
                self.names[path].change(("size", 0))
        elif what == "write":
            file = self.names[path]
            file.change(("write", len(file.content) if rest[0] is None else rest[0], rest[1]))
        elif what in ("size", "grow"):
            self.names[path].change((what, rest[0]))
        elif what == "sync":
            self.sync(path)
        elif what == "remove":
            self.names.pop(path, None)
            self.name_changes.append(("gone", path, None))
        elif what == "rename":
            self.names[rest[0]] = self.names.pop(path)
            self.name_changes += [("gone", path, None), ("new", rest[0], self.names[rest[0]])]

    def sync(self, path):
        if path in self.names:
            file = self.names[path]
            file.sync()
            self.keep_names(lambda change: change[2] is file)
        else:
            self.keep_names(lambda change: os.path.dirname(change[1]) == path)

    def keep_names(self, which):
        for change in [change for change in self.name_changes if which(change)]:
            rename(self.synced_names, change)
            self.name_changes.remove(change)

    def survivors(self, chance):
        """{path: content} as a power cut now may leave it."""
        names = dict(self.synced_names)
        for change in self.name_changes[:chance.randint(0, len(self.name_changes))]:
            rename(names, change)
        return {path: survived(file, chance) for path, file in names.items()}


def rename(names, change):
    what, path, file = change
    if what == "new":
        names[path] = file
    else:
        names.pop(path, None)


def survived(file, chance):
    changes = file.pending
    manner = chance.choice(["dropped", "prefix", "subset", "torn", "whole"])
    if manner == "dropped":
        changes = []
    elif manner in ("prefix", "torn"):
        changes = changes[:chance.randint(0, len(changes))]
    elif manner == "subset":
        changes = [change for change in changes if chance.random() < 0.5]
    content = file.synced
    for change in changes[:-1] if manner == "torn" else changes:
        content = applied(content, change)
    if manner == "torn" and changes:
        for piece in torn(changes[-1], chance):
            content = applied(content, piece)
    return content


def torn(change, chance):
    if change[0] != "write":
        return [change]
    _, offset, data = change
    pieces, at = [], 0
    while at < len(data):
        end = min(len(data), at + SECTOR - (offset + at) % SECTOR)
        if chance.random() < 0.5:
            pieces.append(("write", offset + at, data[at:end]))
        at = end
    return pieces
