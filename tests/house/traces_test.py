#!/usr/bin/env python3
"""The search for traces must itself find what it is told to find, in every encoding and place."""
import os
import subprocess
import sys
import tempfile
import unittest

import traces

NAME = "Müßiggang-Löffelstüber"
DATE = "1931-08-12"


class Traces(unittest.TestCase):
    def test_finds_a_name_in_every_encoding(self):
        disguises = {
            "utf-8": NAME.encode(), "utf-16": NAME.encode("utf-16-le"), "utf-32": NAME.encode("utf-32-le"),
            "latin-1": NAME.encode("latin-1"), "hex": NAME.encode().hex().encode(),
            "json": b"M\\u00fc\\u00dfiggang-L\\u00f6ffelst\\u00fcber", "percent": b"M%C3%BC%C3%9Figgang-L%C3%B6ffelst%C3%BCber",
            "html": b"M&#252;&#223;iggang-L&#246;ffelst&#252;ber", "ascii": b"Muessiggang-Loeffelstueber",
        }
        for name, raw in disguises.items():
            with self.subTest(name):
                self.assertTrue(traces.search(b"..." + raw + b"...", "here", traces.needles([NAME])))

    def test_finds_a_name_inside_base64_at_any_offset(self):
        for before in range(6):
            raw = traces.base64.urlsafe_b64encode(b"x" * before + NAME.encode() + b"yy")
            self.assertTrue(traces.search(raw, "here", traces.needles([NAME])), before)

    def test_finds_a_date_as_germans_write_it(self):
        for text in ("12.08.1931", "19310812", "12. August 1931"):
            self.assertTrue(traces.search(text.encode(), "here", traces.needles([DATE])), text)

    def test_finds_a_word_in_a_file_below_a_folder_and_in_a_name(self):
        with tempfile.TemporaryDirectory() as folder:
            os.makedirs(folder + "/a/b")
            with open(f"{folder}/a/b/{NAME}.log", "wb") as file:
                file.write(b"\0" * 100 + NAME.encode("utf-16-be"))
            found = traces.search_path(folder, traces.needles([NAME]))
        self.assertEqual({"name of", "file"}, {"name of" if f["where"].startswith("name of") else "file" for f in found})

    def test_finds_a_word_in_the_memory_of_a_process(self):
        holder = "import sys; word = sys.stdin.readline().strip() * 3; print(len(word), flush=True); sys.stdin.read()"
        with subprocess.Popen([sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            process.stdin.write(f"{NAME}\n".encode())
            process.stdin.flush()
            process.stdout.readline()
            found = traces.search_memory(process.pid, traces.needles([NAME]))
            process.stdin.close()
        self.assertTrue(found)

    def test_finds_nothing_in_a_clean_text_and_never_repeats_the_word(self):
        self.assertEqual([], traces.search(b"order_committed L26042000017", "here", traces.needles([NAME, DATE])))
        self.assertNotIn(NAME, str(traces.search(NAME.encode(), "here", traces.needles([NAME]))))

    def test_refuses_words_that_chance_would_find(self):
        with self.assertRaises(SystemExit):
            traces.needles(["Ute"])


if __name__ == "__main__":
    unittest.main()
