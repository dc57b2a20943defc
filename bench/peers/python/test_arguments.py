"""Tests of arguments.py: python -m unittest in this folder."""

from __future__ import annotations

import contextlib
import io
import unittest

from arguments import parse_arguments


class ArgumentsTest(unittest.TestCase):
    def test_rows_are_written_as_people_do(self) -> None:
        self.assertEqual(parse_arguments(["--rows", "2e4"]).rows, 20_000)
        self.assertEqual(parse_arguments(["--rows", "1_000"]).rows, 1_000)

    def test_times_are_utc_unless_they_say_otherwise(self) -> None:
        for text in ("2026-11-24T00:00:00Z", "2026-11-24T00:00:00", "2026-11-24T01:00:00+01:00"):
            end = parse_arguments(["--end", text]).end
            self.assertEqual(end and end.timestamp(), 1_795_478_400)

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
