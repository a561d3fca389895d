"""What a person sees on the screen: words and where they stand (tesseract), QR codes (zbar), where the focus is."""
import difflib
import os
import re
import subprocess
import time

ONE_THREAD = dict(os.environ, OMP_THREAD_LIMIT="1")


FOCUS = bytes.fromhex("FFD84D")  # the line that parts the focus ring from what it encloses (screens/toolkit/theme.cpp)
PRIMARY = bytes.fromhex("14398A")  # ground of the one main action (screens/toolkit/theme.cpp)
BANNER, ACTIONS = 92, 108  # rows of the screen at the top and at the bottom, at 1920 × 1080


class NotSeen(Exception):
    pass


class Picture:
    """A screenshot as rows of RGB bytes."""

    def __init__(self, path):
        with open(path, "rb") as file:
            assert file.readline() == b"P6\n"
            self.width, self.height = (int(n) for n in file.readline().split())
            file.readline()
            self.rows = file.read()
        self.path, self.words, self.actions = path, None, None  # words: read when they are asked for

    def crop(self, x, y, width, height):
        """A part of it as a PPM file's bytes, with a white margin that tesseract likes."""
        x, y = max(0, x), max(0, y)
        width, height = min(width, self.width - x), min(height, self.height - y)
        lines = [self.rows[3 * ((y + i) * self.width + x):3 * ((y + i) * self.width + x + width)] for i in range(height)]
        return b"P6\n%d %d\n255\n" % (width, height) + b"".join(lines)

    def box_of(self, color, least=200, from_x=0, from_y=0):
        """The box around all pixels of one colour (bytes RGB), or None when there are fewer than `least`."""
        count, left, right, top, bottom = 0, self.width, -1, None, None
        for y in range(from_y, self.height):
            row = self.rows[3 * (y * self.width + from_x):3 * (y + 1) * self.width]
            columns = [from_x + m.start() // 3 for m in re.finditer(re.escape(color), row) if m.start() % 3 == 0] if color in row else []
            if columns:
                count += len(columns)
                left, right = min(left, columns[0]), max(right, columns[-1])
                top, bottom = (y if top is None else top), y
        return (left, top, right - left + 1, bottom - top + 1) if count >= least else None


def read_words(image, language="deu", layout=11):
    """[(word, x, y, width, height, line)] of a PPM file's bytes."""
    run = subprocess.run(["tesseract", "stdin", "stdout", "-l", language, "--psm", str(layout), "tsv"], input=image,
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, env=ONE_THREAD)
    words = []
    for row in run.stdout.decode().splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[11].strip():
            x, y, width, height = (int(cell) for cell in cells[6:10])
            words.append((cells[11].strip(), x, y, width, height, tuple(cells[1:5])))
    return words


def moved(words, right, down, region):
    return [(word, x + right, y + down, width, height, (region, *line)) for word, x, y, width, height, line in words]


def main_action(picture):
    """The words of the filled button at the end of the actions: light on dark, so read by itself."""
    box = picture.box_of(PRIMARY, 3000, picture.width // 2, picture.height - ACTIONS)
    if not box:
        return []
    x, y, width, height = box[0] + 4, box[1] + 4, box[2] - 8, box[3] - 8
    head, _, pixels = picture.crop(x, y, width, height).partition(b"255\n")
    dark_on_light = head + b"255\n" + pixels.translate(bytes(range(255, -1, -1)))
    return moved(read_words(dark_on_light, layout=7), x, y, 1)


def focused_words(picture):
    """What the ring lies around, read by itself: the reader takes a ring close to letters for a part of them."""
    box = picture.box_of(FOCUS)
    if not box:
        return []
    x, y, width, height = box[0] + 3, box[1] + 3, box[2] - 6, box[3] - 6
    return moved(read_words(picture.crop(x, y, width, height), layout=6), x, y, 2)


def plain(text):
    return re.sub(r"[^\w€,.]", "", text.replace("\u00ad", "")).casefold()


def likeness(one, other):
    return difflib.SequenceMatcher(None, one, other).ratio()


def letters(text):
    return sum(c.isalnum() for c in text)


def stands_alone(words, first, last):
    """No further words close by on the same line: "Weiter" is not the beginning of "Weiter nach unten"."""
    before, after = words[first - 1] if first else None, words[last + 1] if last + 1 < len(words) else None
    left, right = words[first], words[last]
    gap = 0.9 * max(left[4], right[4])
    crowded_left = before and before[5] == left[5] and letters(before[0]) > 2 and left[1] - before[1] - before[3] < gap
    crowded_right = after and after[5] == right[5] and letters(after[0]) > 2 and after[1] - right[1] - right[3] < gap
    return not crowded_left and not crowded_right


def find_label(words, label, beginning=False):
    """The box (x, y, width, height) of the words that read most like `label`, or None. `beginning`: more may follow."""
    alike, box = best_match(words, label, beginning)
    return box if alike >= 0.86 else None


def best_match(words, label, beginning=False):
    """(likeness, box)"""
    wanted = plain(label)
    length = len(label.split())
    best = (0.0, None)
    for start in range(len(words)):
        for count in {max(1, length - 1), length, length + 1}:
            run = words[start:start + count]
            if len(run) < count or any(abs(word[2] - run[0][2]) > 4 * run[0][4] for word in run):
                continue
            alike = likeness(wanted, plain("".join(word[0] for word in run)))
            if not beginning and not stands_alone(words, start, start + count - 1):
                alike -= 0.2
            if alike > best[0]:
                left, right = min(w[1] for w in run), max(w[1] + w[3] for w in run)
                top, bottom = min(w[2] for w in run), max(w[2] + w[4] for w in run)
                best = (alike, (left, top, right - left, bottom - top))
    return best


def middle(box):
    return box[0] + box[2] // 2, box[1] + box[3] // 2


class Eye:
    """Looks, and remembers what was read: a picture that has not changed is not read twice."""

    def __init__(self, glass, display, folder):
        self.glass, self.folder, self.count = glass, folder, 0
        self.environment = dict(os.environ, DISPLAY=display)
        self.seen = None

    def look(self, name=None):
        path = self.next_path(name)
        self.use_glass("shot", path)
        return self.remember(Picture(path))

    def act(self, *arguments, limit=4.0):
        """Acts, and looks once the picture has changed and stands still. Some acts change nothing: the limit ends it."""
        path = self.next_path()
        self.use_glass("settle", path, str(int(1000 * limit)), *map(str, arguments))
        return self.remember(Picture(path))

    def use_glass(self, *arguments):
        subprocess.run([self.glass, *arguments], check=True, env=self.environment, stdout=subprocess.DEVNULL)

    def next_path(self, name=None):
        self.count += 1
        old = f"{self.folder}/{self.count - 60:03}.ppm"
        if os.path.exists(old):
            os.remove(old)
        return f"{self.folder}/{self.count:03}{'-' + name if name else ''}.ppm"

    def remember(self, picture):
        if not self.seen or picture.rows != self.seen.rows:
            self.seen = picture
        return self.seen

    def words(self):
        """What is written between banner and actions, then the one main action."""
        picture = self.seen or self.look()
        if picture.words is None:
            content = read_words(picture.crop(0, BANNER, picture.width, picture.height - BANNER - ACTIONS))
            picture.words = moved(content, 0, BANNER, 0) + focused_words(picture) + self.actions()
        return picture.words

    def banner(self):
        """What stands at the top of every page."""
        picture = self.seen or self.look()
        return moved(read_words(picture.crop(0, 0, picture.width, BANNER)), 0, 0, 4)

    def card(self):
        """What the terminal asks before it goes on: the only pure white while the screen beneath is dimmed."""
        picture = self.seen or self.look()
        box = picture.box_of(bytes.fromhex("FFFFFF"))
        return moved(read_words(picture.crop(*box), layout=3), box[0], box[1], 5)

    def all_actions(self):
        """The row of actions, the lesser ones too."""
        picture = self.seen or self.look()
        top = picture.height - ACTIONS
        return moved(read_words(picture.crop(0, top, picture.width, ACTIONS)), 0, top, 3)

    def actions(self):
        picture = self.seen or self.look()
        if picture.actions is None:
            picture.actions = main_action(picture)
        return picture.actions

    def text(self):
        return " ".join(word[0] for word in self.words())

    def find(self, *labels, limit=10.0):
        """(label, where) of that one of `labels` which is seen most clearly; looks again until the time is up."""
        until = time.monotonic() + limit
        while True:
            words = self.words()
            (alike, box), label = max(((best_match(words, label), label) for label in labels), key=lambda match: match[0][0])
            if alike >= 0.86:
                return label, middle(box)
            if time.monotonic() > until:
                raise NotSeen(f"none of {labels} in: {' '.join(word[0] for word in words)}")
            time.sleep(0.1)
            self.look()

    def qr_codes(self):
        picture = self.look("qr")
        run = subprocess.run(["zbarimg", "--raw", "-q", picture.path], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        return run.stdout.decode().split()
