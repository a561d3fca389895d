#!/usr/bin/env python3
"""What a package's programs are made of, as CycloneDX 1.5: every Debian package whose library the loader maps, every one
whose archive or headers were compiled in, every font. Read from the build itself, not from a list that somebody keeps.
What a library opens by name while it runs is its own package's dependency, and not in here.

    sbom.py --name NAME --version VERSION --build DIR --home SOURCES PROGRAM… > NAME.cdx.json
"""
import argparse
import functools
import hashlib
import json
import os
import re
import struct
import subprocess
import sys
import uuid

KERNEL_HEADERS = "linux-libc-dev"  # numbers of system calls; nothing of it runs here


def output_of(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, env=dict(os.environ, LC_ALL="C")).stdout


def packages_of(paths):
    """{path: package}. dpkg knows a file under the name it was installed as: with or without /usr."""
    names = {}
    for path in paths:
        real = os.path.realpath(path)
        names[path] = [real, real.removeprefix("/usr"), "/usr" + real]
    asked = sorted({name for each in names.values() for name in each})
    found = subprocess.run(["dpkg-query", "--search", *asked], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    owners = {}
    for line in found.splitlines():
        owner, name = line.split(": ", 1)
        owners[name] = owner.split(",")[0].split(":")[0]
    owned = {path: next((owners[name] for name in each if name in owners), None) for path, each in names.items()}
    strays = [path for path, owner in owned.items() if owner is None]
    if strays:
        raise SystemExit(f"sbom: {strays} belong to no package")
    return owned


@functools.cache
def about(package):
    """(name, version, architecture, source)"""
    return output_of("dpkg-query", "-W", "-f", "${binary:Package}\t${Version}\t${Architecture}\t${source:Package}\n", package).splitlines()[0].split("\t")


@functools.cache
def is_headers_only(package):
    """Else its code lies in a library: linked, or not used."""
    return not re.search(r"\.so$", output_of("dpkg-query", "-L", package), re.MULTILINE)


def reference(package):
    name, version, architecture, _ = about(package)
    return f"pkg:deb/debian/{name.split(':')[0]}@{version.replace('+', '%2B').replace(':', '%3A')}?arch={architecture}&distro=debian-12"


def mapped(program):
    """{soname: path} of all that the loader maps."""
    found = re.findall(r"^\s*(?:(\S+) => )?(/\S+) \(0x", output_of("ldd", program), re.MULTILINE)
    missing = re.findall(r"(\S+) => not found", output_of("ldd", program))
    if missing:
        raise SystemExit(f"sbom: {program} needs {missing}")
    return {soname or os.path.basename(path): path for soname, path in found}


def needed(file):
    return re.findall(r"\(NEEDED\).*\[(.+)\]", output_of("readelf", "-d", file))


class Build:
    """What ninja knows of a build: which object went into which program, and which headers into an object."""

    def __init__(self, folder):
        self.folder = folder
        self.headers = {}
        for block in output_of("ninja", "-C", folder, "-t", "deps").split("\n\n"):
            lines = block.splitlines()
            if lines:
                self.headers[lines[0].split(": #deps")[0]] = [line.strip() for line in lines[1:]]

    def compiled_in(self, program):
        """Packages of which an archive was linked, or a header compiled."""
        files = output_of("ninja", "-C", self.folder, "-t", "inputs", "bin/" + program).splitlines()
        objects = [file for file in files if file.endswith(".o")]
        if not objects or not all(file in self.headers for file in objects):
            raise SystemExit(f"sbom: {self.folder} holds no finished build of {program}")
        archives = {file for file in files if file.endswith(".a") and file.startswith("/usr/")}
        headers = {header for file in objects for header in self.headers[file] if header.startswith("/usr/")}
        only_headers = {package for package in packages_of(headers).values() if is_headers_only(package)}
        return set(packages_of(archives).values()) | only_headers - {KERNEL_HEADERS}


def library(package, part):
    name, version, _, source = about(package)
    return {"type": "library", "bom-ref": reference(package), "name": name.split(":")[0], "version": version, "purl": reference(package),
            "properties": [{"name": "debian:source", "value": source}, {"name": "kiosk:part", "value": part}]}


def font_version(data):
    """Name 5 of the font's own table (OpenType, "name")."""
    for at in range(12, 12 + 16 * struct.unpack(">H", data[4:6])[0], 16):
        if data[at:at + 4] != b"name":
            continue
        start = struct.unpack(">I", data[at + 8:at + 12])[0]
        count, texts = struct.unpack(">HH", data[start + 2:start + 6])
        for record in range(start + 6, start + 6 + 12 * count, 12):
            platform, _, _, number, length, offset = struct.unpack(">6H", data[record:record + 12])
            if (platform, number) == (3, 5):
                text = data[start + texts + offset:start + texts + offset + length].decode("utf-16-be")
                return text.removeprefix("Version ").split(";")[0]
    raise SystemExit("sbom: a font without a version")


def fonts(folder):
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".ttf"):
            continue
        with open(f"{folder}/{name}", "rb") as file:
            data = file.read()
        yield {"type": "file", "bom-ref": "font:" + name, "name": name, "version": font_version(data),
               "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(data).hexdigest()}], "licenses": [{"license": {"id": "OFL-1.1"}}]}


def bill(name, version, build, home, programs):
    parts, uses = {}, {}
    for program in programs:
        libraries = mapped(f"{build.folder}/bin/{program}")
        of_path = packages_of(libraries.values())
        owners = {soname: of_path[path] for soname, path in libraries.items()}
        for package in owners.values():
            parts.setdefault(package, "linked")
        for file, user in [(f"{build.folder}/bin/{program}", program), *((path, reference(owners[soname])) for soname, path in libraries.items())]:
            uses.setdefault(user, set()).update(reference(owners[soname]) for soname in needed(file) if soname in owners)
        for package in build.compiled_in(program):
            parts.setdefault(package, "compiled in")
            uses[program].add(reference(package))
    own = f"pkg:generic/{name}@{version}"
    components = [{"type": "application", "bom-ref": program, "name": program, "version": version, "licenses": [{"license": {"id": "EUPL-1.2"}}]}
                  for program in programs]
    components += [library(package, part) for package, part in sorted(parts.items())]
    uses[own] = set(programs)
    if "kiosk-session" in programs:
        shown = list(fonts(home + "/assets/fonts"))
        components += shown
        uses["kiosk-session"].update(font["bom-ref"] for font in shown)
    content = {"metadata": {"component": {"type": "application", "bom-ref": own, "name": name, "version": version,
                                          "licenses": [{"license": {"id": "EUPL-1.2"}}]}},
               "components": components,
               "dependencies": [{"ref": user, "dependsOn": sorted(used - {user})} for user, used in sorted(uses.items())]}
    # The same build gives the same bill, number and all.
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": f"urn:uuid:{number}", "version": 1, **content}


def main():
    arguments = argparse.ArgumentParser()
    for option in ("--name", "--version", "--build", "--home"):
        arguments.add_argument(option, required=True)
    arguments.add_argument("programs", nargs="+")
    told = arguments.parse_args()
    json.dump(bill(told.name, told.version, Build(told.build), told.home, told.programs), sys.stdout, indent=1, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
