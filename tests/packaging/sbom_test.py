#!/usr/bin/env python3
"""The bill of materials names every package that the programs are made of: held against the loader's own list and the
files that dpkg wrote down, by another way than the bill was made.

    sbom_test.py BUILD
"""
import copy
import glob
import hashlib
import json
import os
import re
import subprocess
import sys
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAMS = {"kiosk-terminal": ["kiosk", "kiosk-session", "kiosk-card", "kiosk-try"], "kiosk-agent": ["kiosk-agent"],
            "kiosk-fleet": ["kiosk-fleet", "kioskctl"]}
COMPILED_IN = {"libexpected-dev", "nlohmann-json3-dev"}  # headers only, used by every program


def bill(name):
    made = subprocess.run([sys.executable, ROOT + "/config/packaging/sbom.py", "--name", name, "--version", "1.2.3", "--build", BUILD,
                           "--home", ROOT, *PROGRAMS[name]], stdout=subprocess.PIPE, check=True)
    return json.loads(made.stdout)


def owners():
    """{real path of a library: package}"""
    found = {}
    for file in glob.glob("/var/lib/dpkg/info/*.list"):
        with open(file) as names:
            for name in names.read().split("\n"):
                if ".so" in name and not os.path.islink(name):
                    found[os.path.realpath(name)] = os.path.basename(file).removesuffix(".list").split(":")[0]
    return found


def loaded(program):
    """Real paths of all that the loader maps for the program."""
    said = subprocess.run([f"{BUILD}/bin/{program}"], env={"LD_TRACE_LOADED_OBJECTS": "1"}, stdout=subprocess.PIPE, text=True, check=True).stdout
    return {os.path.realpath(path) for path in re.findall(r"(/\S+) \(0x", said)}


def missing_in(content, programs, owner_of):
    named = {part["name"] for part in content["components"]}
    wanted = {owner_of[path] for program in programs for path in loaded(program)} | COMPILED_IN
    return wanted - named


class Bill(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.bills = {name: bill(name) for name in PROGRAMS}
        cls.owner_of = owners()

    def test_names_every_library_that_is_loaded(self):
        for name, content in self.bills.items():
            self.assertEqual(set(), missing_in(content, PROGRAMS[name], self.owner_of), name)

    def test_lacks_nothing_unnoticed(self):
        content = copy.deepcopy(self.bills["kiosk-agent"])
        content["components"] = [part for part in content["components"] if part["name"] != "libcurl4"]
        self.assertEqual({"libcurl4"}, missing_in(content, PROGRAMS["kiosk-agent"], self.owner_of))

    def test_names_what_is_linked_statically(self):
        parts = {part["name"]: part for part in self.bills["kiosk-terminal"]["components"]}
        self.assertIn({"name": "kiosk:part", "value": "compiled in"}, parts["libimgui-dev"]["properties"])
        self.assertNotIn("libimgui-dev", {part["name"] for part in self.bills["kiosk-agent"]["components"]})

    def test_gives_versions_as_dpkg_does(self):
        for content in self.bills.values():
            for part in content["components"]:
                if part["type"] != "library":
                    continue
                installed = subprocess.run(["dpkg-query", "-W", "-f", "${Version}\n", part["name"]], stdout=subprocess.PIPE, text=True, check=True)
                self.assertIn(part["version"], installed.stdout.splitlines(), part["name"])

    def test_names_every_font_with_its_sum(self):
        shown = {part["name"]: part for part in self.bills["kiosk-terminal"]["components"] if part["type"] == "file"}
        files = glob.glob(ROOT + "/assets/fonts/*.ttf")
        self.assertEqual({os.path.basename(file) for file in files}, set(shown))
        for file in files:
            with open(file, "rb") as font:
                self.assertEqual(hashlib.sha256(font.read()).hexdigest(), shown[os.path.basename(file)]["hashes"][0]["content"])
            self.assertRegex(shown[os.path.basename(file)]["version"], r"^\d+\.\d+")

    def test_is_cyclonedx_whose_references_lead_somewhere(self):
        for content in self.bills.values():
            self.assertEqual(("CycloneDX", "1.5", 1), (content["bomFormat"], content["specVersion"], content["version"]))
            self.assertRegex(content["serialNumber"], r"^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
            references = [content["metadata"]["component"]["bom-ref"], *(part["bom-ref"] for part in content["components"])]
            self.assertEqual(len(references), len(set(references)))
            used = {content["metadata"]["component"]["bom-ref"]}
            for dependency in content["dependencies"]:
                self.assertIn(dependency["ref"], references)
                self.assertLessEqual(set(dependency["dependsOn"]), set(references))
                used.update(dependency["dependsOn"])
            self.assertEqual(set(references), used, "a part that nothing uses")

    def test_is_the_same_for_the_same_build(self):
        self.assertEqual(self.bills["kiosk-agent"], bill("kiosk-agent"))


if __name__ == "__main__":
    BUILD = os.path.abspath(sys.argv.pop(1))
    unittest.main()
