#!/usr/bin/env python3
"""Finds planted words in files, folders and the memory of processes, in every encoding they may have taken.

    traces.py [--pid PID]… [PATH]… < words, one a line

Prints one JSON object a find; a find names the word by its line, never by itself. Exit 1: something was found.
Words shorter than six characters would be found by chance and are refused.
"""
import base64
import datetime
import html
import json
import os
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse

MONTHS = ("Januar Februar März April Mai Juni Juli August September Oktober November Dezember").split()


def spellings(word):
    """The ways a person or a program writes the same word; a date in ISO form also as Germans write it."""
    yield "as_typed", word
    try:
        day = datetime.date.fromisoformat(word)
        yield "german_date", day.strftime("%d.%m.%Y")
        yield "compact_date", day.strftime("%Y%m%d")
        yield "long_date", f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
        return
    except ValueError:
        pass
    yield "decomposed", unicodedata.normalize("NFD", word)
    yield "upper_case", word.upper()
    yield "lower_case", word.lower()
    yield "transliterated", word.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}))


def base64_inner(raw, shift):
    """The characters of base64 that depend on `raw` alone when it stands `shift` bytes past a group's start."""
    text = base64.b64encode(b"\0" * shift + raw)
    first = (0, 2, 3)[shift]
    whole = (shift + len(raw)) // 3 * 4
    return text[first:whole]


def encodings(text):
    raw = text.encode("utf-8")
    yield "utf-8", raw
    yield "utf-16-le", text.encode("utf-16-le")
    yield "utf-16-be", text.encode("utf-16-be")
    yield "utf-32-le", text.encode("utf-32-le")
    yield "utf-32-be", text.encode("utf-32-be")
    if all(ord(c) < 256 for c in text):
        yield "latin-1", text.encode("latin-1")
    yield "json", json.dumps(text)[1:-1].encode()
    yield "percent", urllib.parse.quote(text, safe="").encode()
    yield "form", urllib.parse.quote_plus(text).encode()
    yield "html", html.escape(text).encode("ascii", "xmlcharrefreplace")
    yield "hex", raw.hex().encode()
    yield "HEX", raw.hex().upper().encode()
    for shift in range(3):
        inner = base64_inner(raw, shift)
        yield f"base64+{shift}", inner
        yield f"base64url+{shift}", inner.replace(b"+", b"-").replace(b"/", b"_")


def needles(words):
    """[(line, name of the encoding, bytes)], each byte string once."""
    seen = {}
    for line, word in enumerate(words, 1):
        if len(word) < 6:
            raise SystemExit(f"line {line}: too short to search for")
        for spelling, text in spellings(word):
            for name, raw in encodings(text):
                seen.setdefault(raw, (line, f"{spelling}/{name}", raw))
    return list(seen.values())


def holds_any(haystack, wanted):
    """grep looks for all words in one pass; one by one they take minutes for the memory of a sanitized process."""
    lines = [raw for _, _, raw in wanted if b"\n" not in raw]
    if len(lines) < len(wanted) and any(raw in haystack for _, _, raw in wanted if b"\n" in raw):
        return True
    with tempfile.NamedTemporaryFile() as patterns:
        patterns.write(b"\n".join(lines))
        patterns.flush()
        run = subprocess.run(["grep", "-a", "-q", "-F", "-f", patterns.name], input=haystack, env={"LC_ALL": "C", "PATH": os.environ["PATH"]})
    if run.returncode > 1:
        raise RuntimeError("grep could not search")
    return run.returncode == 0


def search(haystack, where, wanted):
    if not haystack or not holds_any(haystack, wanted):
        return []
    return [{"word": line, "as": name, "where": where} for line, name, raw in wanted if raw in haystack]


def search_path(path, wanted):
    if os.path.isdir(path) and not os.path.islink(path):
        found = []
        for entry in sorted(os.listdir(path)):
            found += search(os.fsencode(entry), f"name of {path}/…", wanted)
            found += search_path(os.path.join(path, entry), wanted)
        return found
    if not os.path.isfile(path):
        return []
    with open(path, "rb") as file:
        return search(file.read(), path, wanted)


def search_memory(pid, wanted):
    """Every readable mapping that is not a file's own text; a process of ours, or root is needed."""
    found = []
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights, _, _, inode, *name = line.split(maxsplit=5)
            if "r" not in rights or (inode != "0" and "w" not in rights) or "[v" in line:
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            found += search_mapping(memory, start, end, f"process {pid} {(name or ['anonymous'])[0].strip()}", wanted)
    return found


def search_mapping(memory, start, end, where, wanted, step=64 << 20, overlap=4096):
    """In pieces: a sanitizer's shadow is terabytes of address space, of which the untouched part is skipped."""
    found = []
    if end - start > 1 << 36:
        return found
    while start < end:
        try:
            memory.seek(start)
            found += search(without_empty_blocks(memory.read(min(step + overlap, end - start))), where, wanted)
        except (OSError, OverflowError, ValueError):
            pass
        start += step
    return found


def without_empty_blocks(piece, size=1 << 16):
    """Blocks of one byte repeated (reserves, a sanitizer's marks) hold no word, and are most of the memory."""
    blocks = (piece[at:at + size] for at in range(0, len(piece), size))
    return b"".join(block if block.count(block[:1]) < len(block) else block[:1] for block in blocks)


def main(arguments):
    wanted = needles([line.rstrip("\n") for line in sys.stdin if line.strip()])
    found = []
    while arguments:
        if arguments[0] == "--pid":
            found += search_memory(int(arguments[1]), wanted)
            arguments = arguments[2:]
        else:
            found += search_path(arguments[0], wanted)
            arguments = arguments[1:]
    for find in found:
        print(json.dumps(find, ensure_ascii=False))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
