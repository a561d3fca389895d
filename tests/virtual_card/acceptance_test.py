"""What must happen whatever card is laid on the reader: `kiosk-try card`, as a technician calls it, against
the virtual card in the real pcscd.   acceptance_test.py KIOSK_TRY VIRTUAL_CARD [unittest's options]
With KIOSK_WHOLE=1 cards are pulled and swapped before each exchange, not before some, and every hostile
card of the list has its turn (half an hour on a busy machine)."""
import json, os, subprocess, sys, tempfile, time, unittest

from desk import Country, Desk, state

KIOSK_TRY = sys.argv.pop(1)
os.environ["VIRTUAL_CARD"] = sys.argv.pop(1)
WHOLE = bool(os.environ.get("KIOSK_WHOLE"))
EVERY = 1 if WHOLE else 5
PIN, CAN, PUK = "123456", "500540", "9876543210"
READER = "Virtual PCD 00 00"
FULL_READ = 30  # exchanges at most


def setUpModule():
    CardDesk.country = Country()
    unittest.addModuleCleanup(CardDesk.country.close)
    scratch = tempfile.TemporaryDirectory(prefix="kiosk-desk-")
    unittest.addModuleCleanup(scratch.cleanup)
    CardDesk.desk = Desk(scratch.name)
    unittest.addModuleCleanup(CardDesk.desk.close)


class CardDesk(unittest.TestCase):
    country = desk = None

    def tearDown(self):
        self.desk.take()

    def lay(self, kind="card", evil=(), options=(), **changes):
        self.card = self.country.card(kind, **changes)
        self.desk.lay(self.card, *options, evil=self.country.script(*evil) if evil else None)

    def lay_again(self):
        self.desk.lay(self.card, "--keep-state")

    def ask(self, verb, given=None, *options):
        """One call of kiosk-try card: the result, with the exit status checked against it."""
        begun = time.monotonic()
        done = subprocess.run([KIOSK_TRY, "card", verb, "--reader", READER, *map(str, options)],
                              input=json.dumps(given or {}), text=True, capture_output=True, timeout=90,
                              env=self.desk.environment)
        self.seconds = time.monotonic() - begun
        self.assertEqual(len(done.stdout.splitlines()), 1, done.stdout + done.stderr)
        result = json.loads(done.stdout)
        self.assertEqual(done.returncode, 0 if result["result"] in ("ok", "eid") else 1, result)
        for secret in (PIN, CAN, PUK):
            self.assertNotIn(secret, done.stdout + done.stderr)
        return result

    def read(self, given=None, *options, terminal="terminal", trust="trust"):
        return self.ask("read", given or {"pin": PIN}, "--trust", self.country.folder / trust,
                        "--terminal", self.country.folder / terminal, *options)

    def steps(self):
        return [line["step"] for line in self.desk.log()]

    def expect(self, result, word, **members):
        self.assertEqual(result["result"], word, result)
        for name, value in members.items():
            self.assertEqual(result.get(name), value, result)

    def next_citizen_reads(self):
        self.lay()
        self.expect(self.read(), "ok")


class Status(CardDesk):
    def test_no_reader(self):
        self.desk.rig("unplug")
        try:
            self.expect(self.ask("status"), "no_reader")
        finally:
            self.desk.rig("plug")

    def test_no_card(self):
        self.desk.take()
        self.expect(self.ask("status"), "no_card")

    def test_a_card_that_is_no_eid_card(self):
        for status in ("6A82", "6D00", "6E00", "6982"):
            self.lay(atr="3B6500002063CB6800", evil=[{"say": status}])
            self.expect(self.ask("status"), "foreign_card")

    def test_every_state_of_the_pin_is_told_and_no_try_is_burnt(self):
        for changes, pin, tries in (({}, "ready", 3), ({"tries": 2}, "ready", 2),
                                    ({"tries": 1}, "suspended", 1), ({"tries": 0}, "blocked", 0),
                                    ({"active": False}, "deactivated", None)):
            self.lay(**changes)
            before = state(self.card)
            self.expect(self.ask("status"), "eid", pin=pin, tries_left=tries)
            self.assertEqual(state(self.card), before)
            self.assertNotIn("pace-nonce", self.steps())


class Reading(CardDesk):
    def test_every_granted_group_is_byte_for_byte_what_the_card_holds(self):
        self.lay()
        result = self.read()
        self.expect(result, "ok", pin_tries_left=3, not_granted=[], absent=[])
        self.assertEqual(result["fields"], {
            "given_names": "Änne Zoe\u0308", "family_name": "Müller-Lüdenscheidt", "artistic_name": "",
            "academic_title": "", "birth_date": {"year": 1964, "month": None, "day": None},
            "birth_place": "České Budějovice", "nationality": "D", "birth_name": "GROẞ",
            "address": {"street": "Straße des 17. Juni 135", "city": "Łódź-Viertel", "state": None,
                        "country": "D", "postal_code": "10623"},
            "community_id": "02761100000000"})
        self.assertLessEqual(result["timing"]["apdus"], FULL_READ)

    def test_partial_dates_free_text_and_foreign_addresses(self):
        for data, field, value in (
                ({"birth_date": "19640812"}, "birth_date", {"year": 1964, "month": 8, "day": 12}),
                ({"birth_date": "196408  "}, "birth_date", {"year": 1964, "month": 8, "day": None}),
                ({"birth_date": "        "}, "birth_date", {"year": None, "month": None, "day": None}),
                ({"address": {"free_text": "ohne festen Wohnsitz"}}, "address",
                 {"free_text": "ohne festen Wohnsitz"}),
                ({"address": {"street": None, "city": "Genève", "country": "CH"}}, "address",
                 {"street": None, "city": "Genève", "state": None, "country": "CH",
                  "postal_code": None})):
            self.lay(data=data)
            result = self.read(None, "--fields", field)
            self.assertEqual(result["fields"], {field: value})

    def test_only_the_wanted_fields_are_read(self):
        self.lay()
        self.assertEqual(list(self.read(None, "--fields", "family_name")["fields"]), ["family_name"])
        self.assertEqual([step for step in self.steps() if step.startswith("dg")], ["dg5"])

    def test_a_group_not_granted_and_one_not_on_the_card(self):
        self.lay(data={"birth_name": None})
        result = self.read(terminal="terminal-no-dg17")
        self.expect(result, "ok", not_granted=["address"], absent=["birth_name"])
        self.assertNotIn("address", result["fields"])

    def test_a_card_that_gives_short_answers(self):
        self.lay(read_limit=120)
        self.assertEqual(self.read()["fields"]["family_name"], "Müller-Lüdenscheidt")

    def test_the_rare_leading_zeros(self):
        for name in ("pace_key", "pace_secret"):
            self.lay(force_leading_zero=[name])
            self.expect(self.read(None, "--fields", "family_name"), "ok")

    def test_cards_with_other_curves_and_longer_keys(self):
        for curve, aes in (("prime256v1", 128), ("brainpoolP384r1", 192), ("brainpoolP512r1", 256),
                           ("secp384r1", 256)):
            with self.subTest(curve):
                country = Country(curve=curve, aes=aes)
                self.addCleanup(country.close)
                self.desk.lay(country.card())
                self.expect(self.ask("read", {"pin": PIN}, "--trust", country.folder / "trust",
                                     "--terminal", country.folder / "terminal"), "ok")


class Pin(CardDesk):
    def test_wrong_wrong_suspended_then_can_and_pin_in_one_session(self):
        for says in (False, True):
            self.lay(wrong_pin_says_tries=says)
            self.expect(self.read({"pin": "000000"}), "wrong_pin", tries_left=2)
            self.expect(self.read({"pin": "000000"}), "wrong_pin", tries_left=1)
            self.expect(self.ask("status"), "eid", pin="suspended", tries_left=1)
            self.expect(self.read(), "pin_suspended")
            self.expect(self.read({"can": CAN, "pin": PIN, "spend_last_try": True}), "ok")
            self.assertEqual(state(self.card)["tries"], 3)

    def test_the_last_try_wants_consent(self):
        self.lay(tries=1)
        self.expect(self.read({"can": CAN, "pin": PIN}), "last_try_needs_consent")
        self.assertNotIn("pace-nonce", self.steps())
        self.assertEqual(state(self.card)["tries"], 1)

    def test_a_blocked_pin_sends_no_authentication_at_all(self):
        self.lay(tries=1)
        self.expect(self.read({"can": CAN, "pin": "000000", "spend_last_try": True}), "pin_blocked")
        self.assertEqual(state(self.card)["tries"], 0)
        self.lay_again()
        self.expect(self.read({"can": CAN, "pin": PIN, "spend_last_try": True}), "pin_blocked")
        self.expect(self.ask("change-pin", {"pin": PIN, "new_pin": "246810"}), "pin_blocked")
        self.assertNotIn("pace-nonce", self.steps())

    def test_a_wrong_can_burns_nothing(self):
        self.lay(tries=1)
        self.expect(self.read({"can": "000000", "pin": PIN, "spend_last_try": True}), "wrong_can")
        self.assertEqual(state(self.card)["tries"], 1)

    def test_transport_pin_and_deactivated_card_have_their_own_words(self):
        self.lay(pin="12345")
        self.expect(self.read({"pin": "12345"}), "transport_pin")
        self.lay(active=False)
        self.expect(self.read(), "pin_deactivated")
        self.assertEqual(state(self.card)["tries"], 3)

    def test_changing_the_pin(self):
        self.lay()
        self.expect(self.ask("change-pin", {"pin": "000000", "new_pin": "246810"}), "wrong_pin",
                    tries_left=2)
        self.expect(self.ask("change-pin", {"pin": PIN, "new_pin": "246810"}), "ok", pin_tries_left=3)
        self.assertEqual(state(self.card)["pin"], "246810")
        self.lay(pin="12345")
        self.expect(self.ask("change-pin", {"pin": "12345", "new_pin": "246810"}), "ok")
        self.assertEqual(state(self.card)["pin"], "246810")
        self.lay(tries=1)
        self.expect(self.ask("change-pin", {"can": CAN, "pin": PIN, "new_pin": "135790",
                                            "spend_last_try": True}), "ok")
        self.assertEqual(state(self.card)["pin"], "135790")

    def test_unblocking(self):
        self.lay(tries=0)
        self.expect(self.ask("unblock", {"puk": "0000000000"}), "wrong_puk")
        self.expect(self.ask("unblock", {"puk": PUK}), "ok", pin_tries_left=3)
        self.expect(self.ask("status"), "eid", pin="ready", tries_left=3)

    def test_the_can_alone_needs_a_certificate_that_allows_it(self):
        self.lay()
        self.expect(self.read({"can": CAN}), "terminal_refused")
        self.expect(self.read({"can": CAN}, terminal="terminal-can-allowed"), "ok")


class Authenticity(CardDesk):
    def untouched(self):
        self.assertEqual([step for step in self.steps() if step.startswith("dg")], [])

    def test_good_documents(self):
        for kind in ("card", "card-keyid"):
            self.lay(kind)
            self.expect(self.read(), "ok")

    def test_documents_with_one_thing_wrong_give_no_data_group(self):
        for kind in ("foreign-csca", "self-signed", "flipped", "bad-signature", "truncated", "expired-ds",
                     "wrong-type", "trailing", "differs", "no-key", "cloned"):
            with self.subTest(kind):
                self.lay(f"card-{kind}")
                self.expect(self.read(), "not_authentic")
                self.untouched()

    def test_terminals_that_the_card_refuses(self):
        for name in ("expired", "not-yet-valid", "flipped", "foreign", "wrong-car", "swapped", "other-key"):
            with self.subTest(name):
                self.lay()
                self.expect(self.read(terminal=f"terminal-{name}"), "terminal_refused")
                self.untouched()


class Pulled(CardDesk):
    def each_exchange(self, first=1):
        self.lay()
        self.expect(self.read(), "ok")
        return range(first, len(self.steps()) + 1, EVERY)

    def test_pulled_before_each_exchange(self):
        for exchange in self.each_exchange():
            with self.subTest(exchange):
                self.lay(evil=[{"exchange": exchange, "pull": True}])
                result = self.read()
                self.expect(result, "card_removed")
                self.assertLessEqual(len(self.steps()), exchange)
        self.next_citizen_reads()

    def test_another_card_in_its_place_before_each_exchange(self):
        for exchange in self.each_exchange(first=4):  # before that, nothing tells two cards apart
            with self.subTest(exchange):
                self.lay(evil=[{"exchange": exchange, "swap": True}])
                result = self.read()
                self.assertIn(result["result"], ("card_removed", "card_faulty"), result)
        self.next_citizen_reads()

    def test_the_reader_goes_and_comes_back(self):
        self.lay(evil=[{"step": "dg4", "hang_ms": 3000}])
        given = subprocess.Popen([KIOSK_TRY, "card", "read", "--reader", READER, "--trust",
                                  self.country.folder / "trust", "--terminal",
                                  self.country.folder / "terminal"], stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE, text=True, env=self.desk.environment)
        given.stdin.write(json.dumps({"pin": PIN}))
        given.stdin.close()
        while "dg4" not in self.steps() and "ca-agree" not in self.steps():
            time.sleep(0.05)
        self.desk.rig("unplug")
        result = json.loads(given.stdout.read())
        given.wait()
        given.stdout.close()
        self.assertIn(result["result"], ("reader_lost", "card_removed"), result)
        self.desk.rig("plug")
        self.next_citizen_reads()


def rules(step, key, *values):
    return [(f"{step} {key} {value}", [{"step": step, key: value}]) for value in values]


BREACHES = ["no_mac", "wrong_mac", "short_mac", "no_status", "other_status", "plain_ok", "plain_data",
            "replay", "bad_padding", "no_padding", "wrong_indicator", "odd_length", "empty_cryptogram",
            "two_cryptograms", "two_macs", "wrong_order", "foreign_object", "trailing_byte",
            "wrong_counter"]
MANGLED = ["empty", "one_byte", "zeros", "indefinite", "huge_length", "wide_length", "reserved_length",
           "length_of_length", "too_long", "too_short", "endless_tag", "deep", "truncated", "primitive",
           "ones"]
POINTS = ["infinity", "zero", "empty", "off_curve", "short", "long", "reflect", "compressed", "hybrid",
          "beyond_field", "huge", "missing"]
SINGLE = [
    ("one byte", [{"exchange": 5, "truncate": 1}]),
    ("65 kB", [{"exchange": 5, "flood": 65533}]),
    ("65 kB always", [{"flood": 65533}]),
    ("6C for ever", [{"step": "cardaccess", "answer": "6C01"}]),
    ("6C00 for ever", [{"answer": "6C00"}]),
    ("61 for ever", [{"answer": "6110"}]),
    ("61 with data for ever", [{"answer": "AA6101"}]),
    ("endless file", [{"step": "cardaccess", "endless": True}]),
    ("endless protected file", [{"step": "cardsecurity", "endless": True}]),
    ("endless group", [{"step": "dg5", "endless": True}]),
    ("status of another world", [{"step": "pace-set", "say": "1234"}]),
    ("63C9 tries", [{"step": "pace-set", "say": "63C9"}]),
    ("token flipped", [{"step": "pace-token", "replace": {"86": "flipped"}}]),
    ("token reflected", [{"step": "pace-token", "replace": {"86": "reflect"}}]),
    ("short nonce", [{"step": "pace-nonce", "replace": {"80": "short"}}]),
    ("no nonce", [{"step": "pace-nonce", "replace": {"80": "missing"}}]),
    ("huge nonce", [{"step": "pace-nonce", "replace": {"80": "huge"}}]),
    ("deep answer", [{"step": "pace-map", "mangle": "deep"}]),
    ("chip token flipped", [{"step": "ca-agree", "replace": {"82": "flipped"}}]),
    ("chip token missing", [{"step": "ca-agree", "replace": {"82": "missing"}}]),
    ("chip nonce short", [{"step": "ca-agree", "replace": {"81": "short"}}]),
    ("short challenge", [{"step": "ta-challenge", "data": "00"}]),
    ("long challenge", [{"step": "ta-challenge", "data": "00" * 200}]),
    ("text that is no UTF-8", [{"step": "dg5", "mangle": "bad_utf8"}]),
    ("a zero byte in a name", [{"step": "dg5", "mangle": "null_inside"}]),
]
SYSTEMATIC = [(f"{step} {point}", [{"step": step, "replace": {tag: point}}])
              for step, tag in (("pace-map", "82"), ("pace-agree", "84")) for point in POINTS]
for each in ("cardaccess", "cardsecurity", "dg17"):
    SYSTEMATIC += rules(each, "mangle", *MANGLED)
for each in ("ta-issuer", "cardsecurity", "dg5"):
    SYSTEMATIC += rules(each, "breach", *BREACHES)
HOSTILE = SINGLE + SYSTEMATIC if WHOLE else SINGLE[::2] + SYSTEMATIC[::12]
# What else a terminal may say. An answer without data leaves some breaches nothing to break; a point of
# ours given back is a group element like any other, and then the card may call the PIN wrong.
ALSO = {f"ta-issuer breach {name}": "ok" for name in ("bad_padding", "no_padding", "wrong_indicator",
                                                     "odd_length", "two_cryptograms", "wrong_order")}
ALSO |= {"pace-map reflect": "wrong_pin", "cardaccess mangle empty": "foreign_card",
         "dg17 mangle empty": "ok"}


class Hostile(CardDesk):
    def test_whatever_the_card_answers_a_clear_word_comes_within_seconds(self):
        for name, script in HOSTILE:
            with self.subTest(name):
                self.lay(evil=script)
                result = self.read()
                self.assertIn(result["result"], {"card_faulty", "not_authentic", "card_removed",
                                                 ALSO.get(name, "card_faulty")}, result)
                if result["result"] == "ok":
                    self.assertIn(name, ALSO)
                    self.assertTrue(name.startswith("ta-") or result["absent"] == ["address"], result)
                self.assertLess(self.seconds, 10)
        self.next_citizen_reads()

    def test_a_card_that_hangs_is_given_up_and_the_next_one_reads(self):
        for step in ("cardaccess", "pace-agree", "dg5"):
            self.lay(evil=[{"step": step, "hang_ms": 60000}])
            self.expect(self.read(), "timeout")
            self.assertLess(self.seconds, 20)
        self.next_citizen_reads()

    def test_no_answer_at_all(self):
        self.lay(evil=[{"exchange": 5, "answer": ""}])
        self.assertIn(self.read()["result"], ("timeout", "card_removed"))
        self.next_citizen_reads()


if __name__ == "__main__":
    unittest.main(verbosity=1)
