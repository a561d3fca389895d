#!/usr/bin/env python3
"""Planted names, dates and addresses go through orders, good and bad, and delivery; none may be found in
the state directory, in what the programs say, or in the agent's line to the portal in clear.

    canary_test.py BIN
"""
import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, HERE + "/../desk"]
import traces  # noqa: E402
from desk import ANSWERS, Desk  # noqa: E402

PLANTED = {
    "child_given_names": "Öznur-Großväterchen", "child_family_name": "Müßiggang-Löffelstüber", "event_date": "1931-08-12",
    "applicant_given_names": "Żdzisława-Ännchen", "applicant_family_name": "Übelgänger-Weißkäse", "applicant_birth_name": "Dvořák-Großmüller",
    "street": "Küßnachtüberweg", "town": "Büßleben-Süd", "postcode": "51147", "house_number": "17",
    "phone": "+49 221 99887766", "email": "oeznur.grossvaeterchen@example.org",
}
CANARIES = [word for word in PLANTED.values() if len(word) >= 6]
BAD = [
    {"event_date": "2931-08-12-Müßiggang-Löffelstüber"}, {"applicant_family_name": "Übelgänger-Weißkäse\u0007\u202e"},
    {"postcode": "Büßleben-Süd"}, {"variant": "Müßiggang-Löffelstüber"},
    {"email": "oeznur.grossvaeterchen@example.org@Büßleben-Süd"}, {"copies": "Żdzisława-Ännchen"},
]


class Canary(unittest.TestCase):
    def test_an_order_leaves_no_trace_but_its_seal(self):
        with tempfile.TemporaryDirectory(prefix="canary.") as folder, Desk(BIN, folder) as desk:
            desk.agent()
            good = ANSWERS | PLANTED
            said = [desk.submit(answers=good)]
            self.assertIn("order_number", said[0], said[0])
            said += [desk.submit(answers=good | bad) for bad in BAD]
            desk.submit(answers=good | {"Küßnachtüberweg": "Dvořák-Großmüller"})  # the answer names the field
            said.append(desk.submit(service="Müßiggang-Löffelstüber", answers=good))
            self.deliver_through_mishaps(desk, good)
            office = str(desk.books()["accepted"])
            self.assertIn(PLANTED["child_family_name"], office, "the office itself must be able to read it")
            with open(folder + "/said", "w") as file:
                file.write(str(said) + str(desk.orders()))
            wanted = traces.needles(CANARIES)
            found = [find for path in (desk.state, desk.log, folder + "/said") for find in traces.search_path(path, wanted)]
        self.assertEqual([], found)

    def deliver_through_mishaps(self, desk, good):
        for fault in ("html", "error_before", "refuse_content", "unauthorized"):
            desk.control("faults", {"fault": fault, "count": 1})
            desk.submit(answers=good)
            desk.agent()
        desk.control("faults", method="DELETE")
        desk.wait_for(lambda: desk.agent() and desk.books()["accepted"], "an order has arrived")


if __name__ == "__main__":
    BIN = sys.argv.pop(1)
    unittest.main()
