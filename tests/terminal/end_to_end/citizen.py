"""Citizens who order what they are told to, knowing only what they see: one taps, one uses the keypad, one has a card.
Another has a question, and tells the terminal more of themselves than it needs.

They read the heading, answer what is asked on that page and go on, until there is nothing left to answer.
"""
import json
import os
import re
import subprocess
import time

from eye import FOCUS, NotSeen, find_label, middle


class Lost(Exception):
    pass


def inside(where, box):
    x, y, width, height = box
    return x <= where[0] < x + width and y <= where[1] < y + height


def inside_row(box, other):
    return other[1] <= middle(box)[1] < other[1] + other[3]


class Words:
    """The texts and questions of a service, as the city wrote them (assets/text, config/services)."""

    def __init__(self, home, service, language="de"):
        self.service, self.texts = service, {}
        folder = f"{home}/assets/text/{language}"
        for name in os.listdir(folder):
            with open(f"{folder}/{name}") as file:
                self.texts |= json.load(file)
        self.pages = [self.page(home, page) for page in self.definition(f"{home}/config/services/{service}.json")["pages"]]

    def definition(self, path):
        with open(path) as file:
            return json.loads(re.sub(r"^\s*//.*$", "", file.read(), flags=re.M))

    def page(self, home, page):
        return self.definition(f"{home}/config/services/shared/{page['use']}.json") if "use" in page else page

    def __call__(self, key, **arguments):
        text = self.texts[key]
        for name, value in arguments.items():
            text = text.replace("{" + name + "}", value)
        return text

    def of_form(self, part):
        return self.texts.get(f"{self.service}.{part}") or self.texts.get(f"common.{part}") or self.texts[f"common.{part.split('.')[-1]}"]


class Operating:
    """Finds what it wants by reading the screen, on the page after this one if need be."""

    def __init__(self, eye, keyboard, words):
        self.eye, self.keyboard, self.words = eye, keyboard, words

    def use(self, label, beginning=False):
        for _ in range(8):
            box = next(filter(None, (find_label(look(), label, beginning) for look in (self.eye.actions, self.eye.words, self.eye.all_actions))), None)
            if not box:
                self.turn(label)
            elif self.use_at(box):
                return
        raise Lost(label)

    def turn(self, wanted):
        seen = self.eye.words()
        more = find_label(seen, self.words("kiosk.page.more")) or find_label(seen, self.words("kiosk.page.back_up"))
        if not more:
            raise Lost(f"{wanted!r} in: {' '.join(word[0] for word in seen)}")
        self.use_at(more)

    def type(self, label, text, kind):
        self.use(label)
        page = 0
        for page, key in self.keyboard.strokes(text, kind):
            self.press(kind, page, key)
        self.press(kind, page, "key.done")


class Touch(Operating):
    """Taps in the middle of the words it reads, and on the keys of the keyboard on the screen."""

    last_key = None

    def use_at(self, box):
        """Whether it was there to be used. What doesn't answer is tapped once more, as everybody does: just after the
        start the first screen still makes room for what is found out, a reader or a printer, under the finger."""
        before = self.eye.seen
        self.eye.act("tap", *middle(box))
        if self.eye.look() is before:
            self.eye.act("tap", *middle(box))
        return True

    def press(self, kind, page, key):
        box = self.keyboard.box(kind, page, key)
        if key == "key.done":
            time.sleep(0.45)
            return self.use_at(box)
        time.sleep(0.45 if key == self.last_key else 0.15)  # the same key within 0.4 s is taken for a bounce
        self.eye.use_glass("tap", *map(str, middle(box)))
        self.last_key = key


class Keypad(Operating):
    """Moves the focus up and down to what it has read, and presses the action key. Never touches the screen."""

    def focus(self):
        """The box of what the ring lies around; None when no ring is seen."""
        return self.eye.look().box_of(FOCUS)

    def use_at(self, box):
        """False: the focus has come to another page before, and what was read there is gone."""
        read = self.eye.seen.crop(*box)
        for step in range(100):
            focus = self.focus()
            if focus and inside(middle(box), focus):
                self.press_action()
                return True
            if self.eye.seen.crop(*box) != read:
                return False
            # Up is shorter to what stands above; should the order of the focus be another one, down gets everywhere.
            above = focus and step < 40 and (box[1] + box[3] < focus[1] or (inside_row(box, focus) and box[0] < focus[0]))
            self.eye.use_glass("key", "Up" if above else "Down")
        raise Lost(box)

    def press_action(self):
        self.eye.act("key", "Return")

    def press(self, kind, page, key):
        for _ in range(40):
            box = self.focus()
            now = self.keyboard.key_at(kind, page, middle(box)) if box else None
            if now == key:
                time.sleep(0.3)  # with the look before, more than the 0.4 s within which a second press is a bounce
                return self.press_action()
            steps = self.keyboard.steps(kind, page, now, key) if now else 1
            self.eye.use_glass("key", *["Down" if steps > 0 else "Up"] * abs(steps))
        raise Lost(key)


class Keyboard:
    """Where the keys are, and which of them spell a text."""

    def __init__(self, program, home):
        run = subprocess.run([program, home], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
        self.keys = json.loads(run.stdout)

    def digit(self, value):
        """A small number is chosen by one tap; single digits in boxes are what OCR cannot read either."""
        return self.box("copies", 0, f"field.copies.{value}")

    def strokes(self, text, kind):
        """(page, key id) of each tap; the keyboard turns to small letters by itself after a capital one."""
        page = 0
        for character in text:
            wanted = "key.space" if character == " " else "key." + character
            if not self.has(kind, page, wanted):
                other = 1 - page
                yield page, "key.page.small" if other else "key.page.capitals"
                page = other
            yield page, wanted
            if kind == "letters":
                page = 0 if character in " -" else 1
            elif kind == "question":
                page = 1

    def has(self, kind, page, key):
        return any(name == key for name, _ in self.keys[kind][str(page)])

    def box(self, kind, page, key):
        return dict(self.keys[kind][str(page)])[key]

    def key_at(self, kind, page, where):
        return next((name for name, box in self.keys[kind][str(page)] if inside(where, box)), None)

    def steps(self, kind, page, key_from, key_to):
        order = [name for name, _ in self.keys[kind][str(page)]]
        return order.index(key_to) - order.index(key_from)


class Citizen:
    """Reads the heading, answers what the page asks, goes on."""

    def __init__(self, eye, operating, words, answers):
        self.eye, self.operating, self.words, self.answers = eye, operating, words, answers

    def order(self):
        self.eye.find(self.words("kiosk.welcome.heading"), limit=30)
        title = self.words(f"{self.words.service}.title")
        self.operating.use(self.words("kiosk.welcome.order", title=title))
        self.operating.use(self.words("kiosk.action.start"))
        before = None
        for _ in range(40):
            page = self.page_seen()
            if page is None:
                break
            if page is not before:  # else there is a notice to read, and to go on
                self.answer(page)
            before = page
            self.operating.use(self.words("kiosk.action.continue"))
        self.operating.use(self.words("kiosk.action.order"))
        self.eye.find(self.words("kiosk.ordered.heading"), limit=20)
        self.eye.find(self.words("kiosk.receipt.printed"), limit=30)

    def page_seen(self):
        """The page of the form whose heading is on the screen; None: the answers are to be checked."""
        if find_label(self.eye.words(), self.words("kiosk.review.heading")):
            return None  # headings of the form stand there too, beside what was left out
        headings = {self.words.of_form(f"{page['id']}.heading"): page for page in self.words.pages}
        try:
            seen, _ = self.eye.find(*headings, limit=2)
        except NotSeen:  # the field that is typed into is in view, the heading is above it
            self.operating.use(self.words("kiosk.page.back_up"))
            seen, _ = self.eye.find(*headings)
        return headings[seen]

    def answer(self, page):
        for field in page["fields"]:
            if field["id"] in self.answers:
                self.fill(field, self.answers[field["id"]])

    def fill(self, field, value):
        kind, label = field["kind"], self.words.of_form(f"{field['id']}.label") if f"{field['id']}.label" else ""
        if value == "unknown":
            self.operating.use(self.words("common.unknown"))
        elif kind == "consent":
            self.operating.use(" ".join(label.split()[:5]), beginning=True)
        elif kind == "yes_no":
            self.operating.use(self.words(f"common.{value}"))
        elif kind == "choice":
            self.operating.use(self.words.of_form(f"{field['id']}.{value}"))
        elif kind == "number":
            self.operating.use_at(self.operating.keyboard.digit(value))
        else:
            self.type(field, label, value)

    def type(self, field, label, value):
        kind = {"partial_date": "date", "date": "date", "postcode": "digits", "phone": "digits"}.get(field["kind"], "letters")
        if kind == "date":
            value = ".".join(reversed(value.split("-")))
        if not field.get("required", True) and not field.get("notice_when_empty"):
            label = self.words("kiosk.field.optional", label=label)
        self.operating.type(label, value, kind)

    def leave(self):
        self.operating.use(self.words("kiosk.action.finish"))
        self.eye.find(self.words("kiosk.welcome.heading"))


class CardCitizen(Citizen):
    """Lets the card fill in the form, instead of typing name and address."""

    def __init__(self, eye, operating, words, answers, reader):
        super().__init__(eye, operating, words, answers)
        self.reader = reader

    def answer(self, page):
        if page["id"] != "applicant":
            return super().answer(page)
        self.operating.use(self.words("card.form.fill"))
        self.eye.find(self.words("card.allow.heading"))
        self.operating.use(self.words("kiosk.action.continue"))
        self.eye.find(self.words("card.lay.heading"))
        self.reader.lay()
        self.eye.find(self.words("card.digits.pin.heading"), limit=20)
        for key in [*self.reader.pin, "done"]:
            self.operating.press("pin", 0, "key." + key)
        self.eye.find(self.words("card.read.heading"), limit=30)
        self.reader.take()
        self.operating.use(self.words("card.action.take_over"))


class Asker:
    """Asks one question, takes the answer home on paper, and says that it did not help."""

    def __init__(self, eye, operating, words):
        self.eye, self.operating, self.words = eye, operating, words

    def ask(self, question):
        self.eye.find(self.words("kiosk.welcome.heading"), limit=30)
        self.operating.use(self.words("asking.welcome"))
        self.operating.type(self.words("asking.question"), question, "question")
        self.operating.use(self.words("asking.ask"))
        self.eye.find(self.words("asking.masked"), limit=20)
        self.operating.use(self.words("asking.slip"))
        self.eye.find(self.words("asking.slip.printed"), limit=30)
        self.operating.use(self.words("common.no"))
        self.eye.find(self.words("asking.helped.sorry"))

    def leave(self):
        self.operating.use_at(find_label(self.eye.banner(), self.words("kiosk.banner.end")))
        self.operating.use_at(find_label(self.eye.card(), self.words("kiosk.end.yes")))
        self.eye.find(self.words("kiosk.welcome.heading"), limit=20)
