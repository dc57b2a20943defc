"""Tests of seed.py that need no server: python -m unittest in this folder."""

from __future__ import annotations

import contextlib
import io
import unittest
from types import SimpleNamespace
from typing import Any

from events import EventSource
from seed import insert_events, parse_arguments, peak_rss_bytes


class InsertTest(unittest.TestCase):
    def test_all_rows_go_in_batches_and_the_last_one_is_smaller(self) -> None:
        inserted: list[int] = []

        def create_insert_context(table: str, **_: object) -> SimpleNamespace:
            return SimpleNamespace(table=table, data=[])

        def insert(context: SimpleNamespace) -> None:
            self.assertEqual(context.table, "t")
            inserted.append(len(context.data[0]))

        client: Any = SimpleNamespace(create_insert_context=create_insert_context, insert=insert)
        insert_events(client, "t", EventSource(0.0, 1.0, seed=1), rows=25, batch_rows=10)
        self.assertEqual(inserted, [10, 10, 5])


class PeakRssTest(unittest.TestCase):
    def test_grows_with_what_is_held(self) -> None:
        before = peak_rss_bytes()
        held = b"x" * 100_000_000
        self.assertGreater(peak_rss_bytes(), max(before, len(held)))


class ArgumentsTest(unittest.TestCase):
    def test_rows_are_written_as_people_do(self) -> None:
        self.assertEqual(parse_arguments(["--rows", "2e4"]).rows, 20_000)
        self.assertEqual(parse_arguments(["--rows", "1_000"]).rows, 1_000)

    def test_times_are_utc_unless_they_say_otherwise(self) -> None:
        for text in ("2026-11-24T00:00:00Z", "2026-11-24T00:00:00", "2026-11-24T01:00:00+01:00"):
            self.assertEqual(parse_arguments(["--end", text]).end.timestamp(), 1_795_478_400)

    def test_what_is_wrong_ends_the_program_with_2(self) -> None:
        for wrong in (["--rows", "0"], ["--rows", "1.5"], ["--rows", "many"], ["--end", "soon"], ["--speed"]):
            with (
                self.subTest(wrong),
                self.assertRaises(SystemExit) as ended,
                contextlib.redirect_stderr(io.StringIO()) as printed,
            ):
                parse_arguments(wrong)
            self.assertEqual(ended.exception.code, 2)
            self.assertIn(wrong[0], printed.getvalue())


if __name__ == "__main__":
    unittest.main()
