"""Debian's AusweisApp2 changes and unblocks the PIN of the virtual card in the real pcscd: proof by a third
party that it behaves as a card.   ausweisapp_test.py VIRTUAL_CARD"""
import os, shutil, sys, tempfile, unittest

from desk import Country, Desk, state

if not shutil.which("AusweisApp2"):
    sys.exit(77)
from ausweisapp import AusweisApp

os.environ["VIRTUAL_CARD"] = sys.argv.pop(1)


class ThirdParty(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.country = Country()
        cls.addClassCleanup(cls.country.close)
        scratch = tempfile.TemporaryDirectory(prefix="kiosk-desk-")
        cls.addClassCleanup(scratch.cleanup)
        cls.desk = Desk(scratch.name)
        cls.addClassCleanup(cls.desk.close)

    def change(self, card, **answers):
        self.desk.lay(card)
        with AusweisApp(self.desk.environment) as app:
            return app.change_pin(answers)

    def test_wrong_pins_then_can_then_pin_then_a_new_pin(self):
        card = self.country.card()
        asked, success = self.change(card, ENTER_PIN=["111111", "222222", "123456"], ENTER_CAN=["500540"],
                                     ENTER_NEW_PIN=["654321"])
        self.assertEqual(asked, ["ENTER_PIN", "ENTER_PIN", "ENTER_CAN", "ENTER_PIN", "ENTER_NEW_PIN"])
        self.assertTrue(success)
        self.assertEqual(state(card)["pin"], "654321")
        self.assertEqual(state(card)["tries"], 3)

    def test_a_blocked_card_asks_for_the_puk(self):
        card = self.country.card(tries=0)
        asked, success = self.change(card, ENTER_PUK=["9876543210"], ENTER_PIN=["123456"],
                                     ENTER_NEW_PIN=["246810"])
        self.assertEqual(asked[0], "ENTER_PUK")
        self.assertEqual(state(card)["tries"], 3)
        self.assertEqual(state(card)["puk_uses"], 9)

    def test_a_transport_pin_becomes_a_pin(self):
        card = self.country.card(pin="12345")
        _, success = self.change(card, ENTER_PIN=["12345"], ENTER_NEW_PIN=["135790"])
        self.assertTrue(success)
        self.assertEqual(state(card)["pin"], "135790")


if __name__ == "__main__":
    unittest.main(verbosity=1)
