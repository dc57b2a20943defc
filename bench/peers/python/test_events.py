"""Tests of events.py: python -m unittest in this folder."""

from __future__ import annotations

import unittest
from typing import Any
from uuid import UUID

from events import COLUMNS, EVENT_TYPES, EventSource

START_MS = 1_790_000_000_000.0


def source(seed: int = 1) -> EventSource:
    return EventSource(START_MS, 250.5, seed)


class EventSourceTest(unittest.TestCase):
    def setUp(self) -> None:
        self.columns: dict[str, list[Any]] = dict(zip(COLUMNS, source().batch(2_000), strict=True))

    def test_every_column_has_every_row(self) -> None:
        self.assertEqual({len(column) for column in self.columns.values()}, {2_000})
        self.assertEqual(len(set(self.columns["event_id"])), 2_000)
        self.assertEqual(set(self.columns["event_type"]), set(EVENT_TYPES))

    def test_times_are_evenly_spaced(self) -> None:
        times = self.columns["ts"]
        self.assertEqual(times[0], START_MS)
        self.assertEqual(times[-1], int(START_MS + 1_999 * 250.5))
        self.assertEqual(times, sorted(times))

    def test_a_session_is_one_visit_of_one_user(self) -> None:
        users_of: dict[UUID, set[int]] = {}
        for session_id, user_id in zip(self.columns["session_id"], self.columns["user_id"], strict=True):
            users_of.setdefault(session_id, set()).add(user_id)
        self.assertTrue(all(len(users) == 1 for users in users_of.values()))
        self.assertTrue(2_000 / 12 < len(users_of) < 2_000 / 6, len(users_of))

    def test_the_seed_decides_every_value_and_batches_go_on_where_the_last_one_ended(self) -> None:
        in_two = source()
        first, second = in_two.batch(700), in_two.batch(1_300)
        self.assertEqual([a + b for a, b in zip(first, second, strict=True)], list(self.columns.values()))
        self.assertNotEqual(source(seed=2).batch(10), source().batch(10))
