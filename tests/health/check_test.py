#!/usr/bin/env python3
"""kiosk-try check says nothing about what is fit, and names file and place of what is not; kiosk-try staff-code
makes what the settings take.

    check_test.py BIN
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TRY = os.path.abspath(sys.argv.pop(1)) + "/kiosk-try"


def kiosk_try(*arguments, given=""):
    run = subprocess.run([TRY, *arguments], input=given.encode(), stdout=subprocess.PIPE, timeout=60)
    return run.returncode, [json.loads(line) for line in run.stdout.splitlines()]


class Check(unittest.TestCase):
    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="check_test.")
        shutil.copytree(HOME + "/config", self.home + "/config")
        shutil.copytree(HOME + "/assets/text", self.home + "/assets/text")

    def tearDown(self):
        shutil.rmtree(self.home)

    def rewrite(self, path, old, new):
        with open(f"{self.home}/{path}") as file:
            text = file.read()
        self.assertIn(old, text)
        with open(f"{self.home}/{path}", "w") as file:
            file.write(text.replace(old, new, 1))

    def check(self, *arguments):
        return kiosk_try("check", self.home, *arguments)

    def finding(self, *arguments):
        status, findings = self.check(*arguments)
        self.assertEqual(status, 1, findings)
        self.assertTrue(findings)
        return findings

    def a_file_in(self, folder):
        return folder + "/" + sorted(name for name in os.listdir(f"{self.home}/{folder}") if name.endswith(".json"))[0]

    def test_what_is_shipped_is_fit(self):
        self.assertEqual(self.check(), (0, []))

    def test_a_missing_text_is_named_with_its_language(self):
        self.rewrite("assets/text/en/kiosk.json", '"kiosk.welcome.heading"', '"kiosk.welcome.headin"')
        findings = self.finding()
        self.assertIn({"file": "en", "pointer": "/kiosk.welcome.heading", "problem": "the text is missing"}, findings)

    def test_other_placeholders_are_named(self):
        self.rewrite("assets/text/en/kiosk.json", "{title}", "{name}")
        self.assertTrue(any("placeholders" in finding["problem"] for finding in self.finding()))

    def test_a_broken_tariff_is_named(self):
        tariff = self.a_file_in("config/tariffs")
        with open(f"{self.home}/{tariff}", "w") as file:
            file.write("{")
        self.assertTrue(any(os.path.basename(tariff) in finding["file"] for finding in self.finding()))

    def test_an_unknown_member_of_a_service_is_named_with_its_place(self):
        service = self.a_file_in("config/services")
        self.rewrite(service, '"pages"', '"seiten"')
        self.assertTrue(any(os.path.basename(service) in finding["file"] for finding in self.finding()))

    def test_a_site_file_with_a_misspelt_member_is_named(self):
        site = self.home + "/site.json"
        with open(site, "w") as file:
            json.dump({"kiosk_nummer": 42}, file)
        finding = self.finding("--config", site)[0]
        self.assertIn("site.json", finding["file"])
        self.assertIn("kiosk_nummer", finding["pointer"] + finding["problem"])

    def test_a_home_without_texts_is_named(self):
        shutil.rmtree(self.home + "/assets/text")
        self.finding()

    def test_a_staff_code_becomes_a_hash_that_the_settings_take(self):
        status, said = kiosk_try("staff-code", given="483920\n")
        self.assertEqual(status, 0)
        self.assertRegex(said[0]["staff_code_hash"], re.compile(r"^scrypt:"))
        self.assertNotIn("483920", json.dumps(said))
        site = self.home + "/site.json"
        with open(site, "w") as file:
            json.dump(said[0], file)
        self.assertEqual(self.check("--config", site), (0, []))
        self.assertNotEqual(kiosk_try("staff-code", given="483920\n")[1], said, "each hash has its own salt")

    def test_a_code_that_is_too_short_is_refused(self):
        status, said = kiosk_try("staff-code", given="12345")
        self.assertEqual(status, 1)
        self.assertEqual(said[0]["refused"], "invalid_input")


if __name__ == "__main__":
    unittest.main()
