"""Whether the virtual card behaves as a card: against a terminal in plain Python, without pcscd.
    card_test.py VIRTUAL_CARD [unittest's options]"""
import sys, unittest

from desk import Country, state
from terminal import (AGE, ALL_RIGHTS, CAN, COMMUNITY, PIN, PUK, VALIDITY, Refused, Slot,
                      Terminal, command, find, tlv)

PROGRAM = sys.argv.pop(1)


def setUpModule():
    CardTest.country = Country()
    unittest.addModuleCleanup(CardTest.country.close)


class CardTest(unittest.TestCase):
    country = None

    def lay(self, *kind, evil=(), options=(), **changes):
        card = self.country.card(*kind, **changes)
        script = ["--evil", self.country.script(*evil)] if evil else []
        slot = Slot(PROGRAM, card, *script, *options)
        self.addCleanup(slot.close)
        terminal = Terminal(slot)
        terminal.card = card
        return terminal

    def refused(self, status, what, *arguments, **more):
        with self.assertRaises(Refused) as caught:
            what(*arguments, **more)
        self.assertEqual(f"{caught.exception.status:04X}", f"{status:04X}", caught.exception.step)

    def session(self, on_reader, **how):
        on_reader.session(self.country.folder, **how)
        return on_reader


class Reading(CardTest):
    def test_every_data_group_comes_byte_for_byte(self):
        terminal = self.session(self.lay())
        text = lambda n, *path: find(terminal.group(n), 0x60 | n, *path).decode()
        self.assertEqual(text(4, 0x0C), "Änne Zoe\u0308")
        self.assertEqual(text(5, 0x0C), "Müller-Lüdenscheidt")
        self.assertEqual(text(7, 0x0C), "")
        self.assertEqual(text(8, 0x12), "1964    ")
        self.assertEqual(text(9, 0xA1, 0x0C), "České Budějovice")
        self.assertEqual(text(13, 0x0C), "GROẞ")
        self.assertEqual(text(17, 0x30, 0xAA, 0x0C), "Straße des 17. Juni 135")
        self.assertEqual(text(17, 0x30, 0xAB, 0x0C), "Łódź-Viertel")
        self.assertEqual(find(terminal.group(18), 0x72, 0x04).hex(), "02761100000000")

    def test_a_full_read_takes_at_most_thirty_exchanges(self):
        terminal = self.session(self.lay())
        for group in (4, 5, 6, 7, 8, 9, 10, 13, 17, 18):
            terminal.group(group)
        self.assertLessEqual(terminal.exchanges, 30)

    def test_no_data_group_and_no_card_security_before_their_time(self):
        terminal = self.lay()
        terminal.card_access()
        self.refused(0x6982, terminal.read, 0x1D)
        terminal.open_application()
        self.refused(0x6982, terminal.group, 4)
        terminal.pace(PIN, "123456", ALL_RIGHTS)
        self.refused(0x6982, terminal.group, 4)
        terminal.authenticate(self.country.folder / "terminal")
        self.refused(0x6982, terminal.group, 4)

    def test_a_group_that_is_not_on_the_card_is_told_apart_from_one_not_granted(self):
        terminal = self.session(self.lay(data={"birth_name": None}))
        self.refused(0x6A82, terminal.group, 13)
        self.refused(0x6982, terminal.group, 11)

    def test_free_text_and_foreign_addresses(self):
        terminal = self.session(self.lay(data={"address": {"free_text": "ohne festen Wohnsitz"}}))
        self.assertEqual(find(terminal.group(17), 0x71, 0xA1, 0x0C).decode(), "ohne festen Wohnsitz")
        terminal = self.session(self.lay(data={"address": {"city": "Genève", "country": "CH"}}))
        self.assertEqual(find(terminal.group(17), 0x71, 0x30, 0xAD, 0x13), b"CH")

    def test_a_short_read_limit_gives_files_in_pieces(self):
        terminal = self.session(self.lay(read_limit=100))
        self.assertGreater(terminal.exchanges, 25)

    def test_a_card_without_extended_length_refuses_it(self):
        terminal = self.lay(extended_length=False)
        self.refused(0x6700, terminal.card_access)


class PinStates(CardTest):
    def wrong(self, terminal, password=PIN, secret="000000"):
        self.refused(0x6300, terminal.pace, password, secret)

    def expect(self, terminal, status):
        self.assertEqual(f"{terminal.pin_status():04X}", f"{status:04X}")

    def test_two_wrong_pins_suspend_and_the_can_in_the_same_session_frees(self):
        terminal = self.lay()
        terminal.card_access()
        self.expect(terminal, 0x9000)
        self.wrong(terminal)
        self.expect(terminal, 0x63C2)
        self.wrong(terminal)
        self.expect(terminal, 0x63C1)
        self.refused(0x6985, terminal.pace, PIN, "123456")
        terminal.pace(CAN, "500540")
        terminal.reset()
        self.refused(0x6985, terminal.pace, PIN, "123456")
        terminal.pace(CAN, "500540")
        self.expect(terminal, 0x63C1)
        terminal.pace(PIN, "123456")
        self.expect(terminal, 0x9000)

    def test_a_third_wrong_pin_blocks_and_only_the_puk_frees(self):
        terminal = self.lay(tries=1)
        terminal.card_access()
        terminal.pace(CAN, "500540")
        self.wrong(terminal)
        self.expect(terminal, 0x63C0)
        self.refused(0x63C0, terminal.pace, PIN, "123456")
        terminal.pace(PUK, "9876543210")
        self.expect(terminal, 0x63C0)  # the PUK alone frees nothing
        self.assertEqual(terminal.unblock(), 0x9000)
        terminal.reset()
        self.expect(terminal, 0x9000)
        terminal.pace(PIN, "123456")

    def test_counters_outlive_the_loss_of_power_and_the_program(self):
        terminal = self.lay()
        terminal.card_access()
        self.wrong(terminal)
        terminal.line.close()
        self.assertEqual(state(terminal.card)["tries"], 2)
        with Slot(PROGRAM, terminal.card) as slot:
            again = Terminal(slot)
            again.card_access()
            self.expect(again, 0x63C2)

    def test_looking_and_wrong_can_and_puk_burn_no_try(self):
        terminal = self.lay()
        terminal.card_access()
        self.wrong(terminal, CAN, "000000")
        self.wrong(terminal, PUK, "0000000000")
        for _ in range(5):
            self.expect(terminal, 0x9000)

    def test_a_deactivated_pin_says_so_and_takes_no_try(self):
        terminal = self.lay(active=False)
        terminal.card_access()
        self.expect(terminal, 0x6283)
        self.refused(0x6283, terminal.pace, PIN, "123456")
        self.assertEqual(state(terminal.card)["tries"], 3)

    def test_a_transport_pin_can_be_changed_and_opens_nothing_else(self):
        terminal = self.lay(pin="12345")
        terminal.card_access()
        terminal.pace(PIN, "12345", ALL_RIGHTS)
        self.refused(0x6985, terminal.authenticate, self.country.folder / "terminal")
        self.assertEqual(terminal.change_pin("12345"), 0x6A80)
        self.assertEqual(terminal.change_pin("654321"), 0x9000)
        terminal.reset()
        self.session(terminal, secret="654321")

    def test_the_puk_serves_ten_times(self):
        terminal = self.lay(puk_uses=1)
        terminal.card_access()
        terminal.pace(PUK, "9876543210")
        self.assertEqual(terminal.unblock(), 0x9000)
        self.assertEqual(terminal.unblock(), 0x6983)

    def test_the_pin_is_changed_by_nobody_but_its_holder(self):
        terminal = self.lay()
        terminal.card_access()
        self.assertEqual(terminal.change_pin("111111"), 0x6982)
        terminal.pace(CAN, "500540")
        self.assertEqual(terminal.change_pin("111111"), 0x6982)
        terminal.pace(PUK, "9876543210")
        self.assertEqual(terminal.change_pin("111111"), 0x6982)
        self.assertEqual(state(terminal.card)["pin"], "123456")

    def test_an_authority_may_switch_the_pin_off_and_on(self):
        terminal = self.lay()
        self.session(terminal, terminal="terminal-pin-management")
        self.assertEqual(terminal.send(0, 0x04, 0x10, 0x03)[1], 0x9000)
        self.expect(terminal, 0x6283)
        self.assertEqual(terminal.send(0, 0x44, 0x10, 0x03)[1], 0x9000)
        self.expect(terminal, 0x9000)


class Rights(CardTest):
    def test_a_group_is_read_only_with_the_right_in_every_certificate_and_in_the_chat(self):
        terminal = self.session(self.lay(), terminal="terminal-no-dg17")
        self.assertTrue(terminal.group(4))
        self.refused(0x6982, terminal.group, 17)
        terminal = self.session(self.lay(), rights=bytes.fromhex("0000000800"))  # DG4 alone
        self.assertTrue(terminal.group(4))
        self.refused(0x6982, terminal.group, 17)

    def test_the_can_alone_opens_only_for_a_certificate_that_allows_it(self):
        self.refused(0x6982, self.session, self.lay(), password=CAN, secret="500540")
        terminal = self.session(self.lay(), password=CAN, secret="500540",
                                terminal="terminal-can-allowed")
        self.assertTrue(terminal.group(4))

    def test_age_validity_and_community(self):
        aux = lambda *pairs: [(name, value) for name, value in pairs]
        born = {"birth_date": "19641130"}
        terminal = self.session(self.lay(data=born), aux=aux(
            (AGE, b"19641130"), (VALIDITY, b"20341031"), (COMMUNITY, bytes.fromhex("027611"))))
        self.assertEqual([terminal.verify(name) for name in (AGE, VALIDITY, COMMUNITY)], [0x9000] * 3)
        terminal = self.session(self.lay(data=born), aux=aux(
            (AGE, b"19641129"), (VALIDITY, b"20341101"), (COMMUNITY, bytes.fromhex("027609"))))
        self.assertEqual([terminal.verify(name) for name in (AGE, VALIDITY, COMMUNITY)], [0x6300] * 3)
        terminal = self.session(self.lay(data=born))
        self.assertEqual(terminal.verify(AGE), 0x6A88)

    def test_an_unknown_day_of_birth_counts_as_the_last(self):
        terminal = self.session(self.lay(), aux=[(AGE, b"19641231")])
        self.assertEqual(terminal.verify(AGE), 0x6300)


class Terminals(CardTest):
    def authenticate(self, name):
        terminal = self.lay()
        terminal.card_access()
        terminal.pace(PIN, "123456", ALL_RIGHTS)
        terminal.authenticate(self.country.folder / name)

    def test_wrong_terminals_are_refused_where_they_are_wrong(self):
        for name, status, step in [("expired", 0x6300, "ta-certificate"),
                                   ("not-yet-valid", 0x6300, "ta-certificate"),
                                   ("flipped", 0x6300, "ta-certificate"),
                                   ("foreign", 0x6300, "ta-certificate"),
                                   ("wrong-car", 0x6A88, "ta-issuer"),
                                   ("swapped", 0x6A88, "ta-issuer"),
                                   ("other-key", 0x6300, "ta-sign")]:
            with self.subTest(name):
                with self.assertRaises(Refused) as caught:
                    self.authenticate(f"terminal-{name}")
                self.assertEqual((caught.exception.status, caught.exception.step), (status, step))

    def test_a_terminal_without_chat_cannot_authenticate(self):
        terminal = self.lay()
        terminal.card_access()
        terminal.pace(PIN, "123456")
        self.refused(0x6985, terminal.authenticate, self.country.folder / "terminal")

    def test_a_challenge_serves_once(self):
        terminal = self.lay()
        terminal.card_access()
        terminal.pace(PIN, "123456", ALL_RIGHTS)
        terminal.authenticate(self.country.folder / "terminal")
        self.assertEqual(terminal.send(0, 0x82, 0, 0, bytes(64))[1], 0x6985)

    def test_a_cloned_document_is_found_out(self):
        with self.assertRaisesRegex(AssertionError, "not the chip"):
            self.session(self.lay("card-cloned"))


class Wire(CardTest):
    def channel(self):
        terminal = self.lay()
        terminal.card_access()
        terminal.pace(PIN, "123456")
        return terminal

    def test_an_unprotected_command_ends_the_channel(self):
        terminal = self.channel()
        self.assertEqual(terminal.line.transmit(command(0, 0xA4, 0, 0x0C, b"\x3f\0"))[-2:], b"\x90\0")
        answer = terminal.line.transmit(terminal.channel.wrap(0, 0xB0, 0x9C, 0, b"", 256))
        self.assertEqual(answer.hex(), "6882")

    def test_a_wrong_or_missing_mac_is_answered_in_clear(self):
        terminal = self.channel()
        raw = bytearray(terminal.channel.wrap(0, 0xB0, 0x9C, 0, b"", 256))
        raw[-3] ^= 1  # the last byte of the MAC, before the two of Le
        self.assertEqual(terminal.line.transmit(bytes(raw)).hex(), "6988")
        terminal = self.channel()
        answer = terminal.line.transmit(command(0x0C, 0xB0, 0x9C, 0, tlv(0x97, b"\0"), 256))
        self.assertEqual(answer.hex(), "6987")

    def test_a_replayed_command_is_refused(self):
        terminal = self.channel()
        raw = terminal.channel.wrap(0, 0xB0, 0x9C, 0, b"", 256)
        self.assertEqual(terminal.line.transmit(raw)[-2:].hex(), "9000")
        self.assertEqual(terminal.line.transmit(raw).hex(), "6988")

    def test_points_off_the_curve_are_refused(self):
        for point in (b"\0", bytes(65), b"\4" + bytes(64), b"\4" + b"\xff" * 64, b""):
            terminal = self.lay()
            terminal.card_access()
            terminal.send(0, 0x22, 0xC1, 0xA4, tlv(0x80, terminal.pace_name) + tlv(0x83, b"\3"))
            terminal.step("pace-nonce", False)
            self.refused(0x6300, terminal.step, "pace-map", False, tlv(0x81, point))


class LeadingZeros(CardTest):
    def test_the_rare_leading_zero_is_forced_and_changes_nothing(self):
        for name, value in (("pace_key", "pace_key_x"), ("pace_secret", "pace_secret_x")):
            with self.subTest(name):
                terminal = self.session(self.lay(force_leading_zero=[name]))
                self.assertEqual(getattr(terminal, value)[0], 0)
                self.assertTrue(terminal.group(4))


class OtherCurves(unittest.TestCase):
    def test_cards_with_longer_keys(self):
        for curve, aes in (("prime256v1", 128), ("brainpoolP384r1", 192), ("brainpoolP512r1", 256)):
            with self.subTest(curve):
                country = Country(curve=curve, aes=aes)
                self.addCleanup(country.close)
                with Slot(PROGRAM, country.card()) as slot:
                    terminal = Terminal(slot)
                    terminal.session(country.folder)
                    self.assertTrue(terminal.group(4))


class EvilCard(CardTest):
    """The scripts of hostile cards do what they say: a script that does nothing would pass every test."""

    def raw_after_pace(self, rule):
        terminal = self.lay(evil=[{"step": "cardaccess", "after": 1, **rule}])
        terminal.card_access()
        terminal.pace(PIN, "123456")
        self.channel = terminal.channel
        return terminal, terminal.line.transmit(terminal.channel.wrap(0, 0xB0, 0x9C, 0, b"", 65536))

    def test_breaches_of_secure_messaging(self):
        tags = lambda raw: [tag for tag in (0x87, 0x99, 0x8E, 0x81) if find(raw[:-2], tag) is not None]
        for breach, left in (("no_mac", [0x87, 0x99]), ("no_status", [0x87, 0x8E]),
                             ("foreign_object", [0x87, 0x99, 0x8E, 0x81])):
            self.assertEqual(tags(self.raw_after_pace({"breach": breach})[1]), left, breach)
        self.assertEqual(self.raw_after_pace({"breach": "plain_ok"})[1].hex(), "9000")
        self.assertEqual(self.raw_after_pace({"breach": "plain_data"})[1][:1], b"\x31")
        for breach in ("wrong_mac", "wrong_counter", "short_mac", "bad_padding", "no_padding",
                       "odd_length", "wrong_order"):
            terminal, raw = self.raw_after_pace({"breach": breach})
            try:
                plain, _ = terminal.channel.unwrap(raw[:-2])
                self.assertEqual(breach, "wrong_order", "the terminal saw nothing")
                self.assertEqual(raw[0], 0x99)
            except (AssertionError, ValueError) as seen:
                self.assertNotIn("saw nothing", str(seen), breach)

    def test_raw_answers(self):
        for rule, answer in (({"answer": "6C00"}, b"\x6c\0"), ({"answer": ""}, b""),
                             ({"flood": 65533}, b"A" * 65533 + b"\x90\0"), ({"truncate": 1}, b"\x31")):
            terminal = self.lay(evil=[{"step": "cardaccess", **rule}])
            self.assertEqual(terminal.line.transmit(command(0, 0xB0, 0x9C, 0, b"", 256)), answer)

    def test_pulled_and_swapped(self):
        terminal = self.lay(evil=[{"exchange": 2, "pull": True}])
        terminal.send(0, 0xA4, 0, 0x0C, b"\x3f\0")
        with self.assertRaises(ConnectionError):
            terminal.send(0, 0xB0, 0x9C, 0, b"", 256)

    def test_every_n_th_time(self):
        terminal = self.lay(evil=[{"step": "cardaccess", "after": 1, "times": 2, "say": "6A82"}])
        read = lambda: terminal.send(0, 0xB0, 0x9C, 0, b"", 256)[1]
        self.assertEqual([read() for _ in range(4)], [0x9000, 0x6A82, 0x6A82, 0x9000])

    def test_forged_points(self):
        for kind in ("infinity", "zero", "off_curve", "short", "long", "reflect", "beyond_field"):
            terminal = self.lay(evil=[{"step": "pace-map", "replace": {"82": kind}}])
            terminal.card_access()
            with self.assertRaises((AssertionError, Refused), msg=kind):
                terminal.pace(PIN, "123456")


if __name__ == "__main__":
    unittest.main(verbosity=1)
