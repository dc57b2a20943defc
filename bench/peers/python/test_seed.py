"""Tests of seed.py that need no server: python -m unittest in this folder."""

from __future__ import annotations

import os
import signal
import unittest
from types import SimpleNamespace
from typing import Any

from events import EventSource
from interrupt import Interrupt
from seed import batches, insert_events, peak_rss_bytes


class InsertTest(unittest.TestCase):
    def setUp(self) -> None:
        self.inserted: list[int] = []
        self.client: Any = SimpleNamespace(create_insert_context=self.create_insert_context, insert=self.insert)

    def create_insert_context(self, table: str, **_: object) -> SimpleNamespace:
        return SimpleNamespace(table=table, data=[])

    def insert(self, context: SimpleNamespace) -> None:
        self.assertEqual(context.table, "t")
        self.inserted.append(len(context.data[0]))

    def insert_until(self, rows_max: int) -> int:
        source = EventSource(0.0, 1.0, seed=1)
        return insert_events(self.client, "t", source, batches(25, 10), lambda rows_in: rows_in < rows_max)

    def test_all_rows_go_in_batches_and_the_last_one_is_smaller(self) -> None:
        self.assertEqual(self.insert_until(1_000), 25)
        self.assertEqual(self.inserted, [10, 10, 5])

    def test_ends_after_the_batch_during_which_that_was_asked_for(self) -> None:
        self.assertEqual(self.insert_until(11), 20)
        self.assertEqual(len(self.inserted), 2)


class InterruptTest(unittest.TestCase):
    def tearDown(self) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)

    def test_the_first_signal_asks_and_the_second_of_the_same_kind_ends_the_program(self) -> None:
        interrupt = Interrupt()
        self.assertFalse(interrupt.is_asked)
        os.kill(os.getpid(), signal.SIGINT)
        self.assertTrue(interrupt.is_asked)
        self.assertEqual(signal.getsignal(signal.SIGINT), signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTERM)  # from the program that started this one: no second Ctrl-C


class PeakRssTest(unittest.TestCase):
    def test_grows_with_what_is_held(self) -> None:
        before = peak_rss_bytes()
        held = b"x" * 100_000_000
        self.assertGreater(peak_rss_bytes(), max(before, len(held)))


if __name__ == "__main__":
    unittest.main()
