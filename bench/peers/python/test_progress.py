"""Tests of progress.py: python -m unittest in this folder."""

from __future__ import annotations

import io
import unittest

from progress import ERASE_LINE, Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class ProgressTest(unittest.TestCase):
    def setUp(self) -> None:
        self.now_seconds = 100.0

    def now(self) -> float:
        return self.now_seconds

    def test_a_plain_line_every_five_seconds(self) -> None:
        out = io.StringIO()
        progress = Progress(100_000, out, self.now)
        for rows in range(1_000, 13_000, 1_000):
            self.now_seconds += 1
            progress.show(rows)
        progress.end()
        self.assertEqual(
            out.getvalue(),
            "5,000 of 100,000 rows · 5.0 % · 1.0 k/s · ETA 1:35\n10,000 of 100,000 rows · 10.0 % · 1.0 k/s · ETA 1:30\n",
        )

    def test_one_line_on_a_terminal_which_is_gone_in_the_end(self) -> None:
        out = Terminal()
        progress = Progress(2_000, out, self.now)
        self.now_seconds += 1
        progress.show(1_000)
        progress.end()
        self.assertEqual(out.getvalue(), f"{ERASE_LINE}1,000 of 2,000 rows · 50.0 % · 1.0 k/s · ETA 0:01{ERASE_LINE}")


if __name__ == "__main__":
    unittest.main()
