#!/usr/bin/python3
"""kiosk-try print as a technician uses it, each result once.  try_print_test.py KIOSK-TRY"""
import json, os, subprocess, sys, tempfile, time, unittest
from pathlib import Path

RIG = str(Path(__file__).resolve().parent / "rig")
RECEIPT = {
    "order_number": "L2604232719317", "status_url": "https://status.example/s/mzxw6ytboi4dkmzq",
    "ordered": "2026-11-24T09:15:00Z", "language": "en",
    "order": {"date": "2026-11-24", "delivery": "cod", "lines": [
        {"register": "death", "entry": "a", "variant": "certificate", "copies": 3}]}}


class KioskTryPrint(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kiosk-test-")
        self.addCleanup(folder.cleanup)
        os.chmod(folder.name, 0o755)
        self.folder, self.shop = Path(folder.name), folder.name + "/shop"
        self.rig("start", "--while", str(os.getpid()))
        self.addCleanup(self.rig, "stop")

    def rig(self, verb, *more):
        return subprocess.run([RIG, verb, self.shop, *more], check=True, stdout=subprocess.PIPE).stdout

    def begin(self, *arguments):
        return subprocess.Popen([KIOSK_TRY, "print", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env={**os.environ, "CUPS_SERVER": self.shop + "/run/cups.sock"})

    def said(self, process):
        line = process.communicate(timeout=60)[0].decode()
        return process.returncode, json.loads(line)

    def words_of(self, pdf):
        return subprocess.run(["pdftotext", str(pdf), "-"], check=True, stdout=subprocess.PIPE).stdout.decode()

    def test_it_prints_the_sample(self):
        self.assertEqual(self.said(self.begin("--receipt", "sample")), (0, {"result": "printed"}))
        [document] = json.loads(self.rig("printed"))
        self.assertIn("L26 000 000001 02", self.words_of(document))

    def test_it_writes_a_receipt_of_ones_own_to_a_file(self):
        wanted, out = self.folder / "receipt.json", self.folder / "receipt.pdf"
        wanted.write_text(json.dumps(RECEIPT))
        answer = self.said(self.begin("--out", str(out), "--receipt", str(wanted)))
        self.assertEqual(answer, (0, {"result": "printed"}))
        words = self.words_of(out)
        self.assertIn("L26 042 327193 17", words)
        self.assertIn("3 × Death certificate", words)
        self.assertEqual(json.loads(self.rig("printed")), [])

    def test_it_needs_help_without_paper(self):
        self.rig("fault", "media-empty")
        answer = self.said(self.begin("--printer", "bon", "--wait", "2", "--receipt", "sample"))
        self.assertEqual(answer, (1, {"result": "needs_help", "reason": "media_empty"}))

    def test_it_does_not_know_when_the_printer_is_unplugged_in_mid_job(self):
        self.rig("hold")
        printing = self.begin("--receipt", "sample")
        until = time.monotonic() + 30
        while not os.path.exists(self.shop + "/busy") and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1.5)
        self.rig("unplug")
        status, answer = self.said(printing)
        self.assertEqual((status, answer["result"]), (1, "unknown"))

    def test_it_cannot_print_without_printer_or_queue(self):
        answer = self.said(self.begin("--printer", "andere", "--receipt", "sample"))
        self.assertEqual(answer, (1, {"result": "impossible", "reason": "not_configured"}))
        self.rig("unplug")
        answer = self.said(self.begin("--receipt", "sample"))
        self.assertEqual(answer, (1, {"result": "impossible", "reason": "offline"}))

    def test_it_says_what_is_wrong_with_a_file(self):
        wanted = self.folder / "receipt.json"
        wanted.write_text(json.dumps({**RECEIPT, "ordered": "yesterday"}))
        process = self.begin("--out", str(self.folder / "receipt.pdf"), "--receipt", str(wanted))
        out, words = process.communicate(timeout=60)
        self.assertNotEqual(process.returncode, 0)
        self.assertIn(b"ordered", words)


if __name__ == "__main__":
    KIOSK_TRY = sys.argv.pop(1)
    unittest.main()
