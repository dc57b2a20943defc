"""The command line of seed.py."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone


@dataclass(frozen=True, slots=True)
class Arguments:
    """What seed.py is asked for."""

    url: str
    user: str | None
    password: str
    database: str
    table: str
    rows: int
    batch_rows: int
    days: float
    end: datetime | None
    weighting: bool
    seed: str


def row_count(text: str) -> int:
    """A number of rows as people write it: 1e4, 20_000."""
    rows = float(text.replace("_", ""))
    if rows < 1 or rows != int(rows):
        raise ValueError(text)  # argparse says which argument it was
    return int(rows)


def iso_time(text: str) -> datetime:
    """A time in ISO 8601; UTC unless it says otherwise."""
    time_given = datetime.fromisoformat(text.replace("Z", "+00:00"))  # Python 3.10 knows no Z
    return time_given if time_given.tzinfo else time_given.replace(tzinfo=timezone.utc)


def parse_arguments(arguments: Sequence[str]) -> Arguments:
    """Reads the command line; ends the program with what is wrong or, for --help, with what there is."""
    environment = os.environ
    parser = argparse.ArgumentParser(
        prog="seed.py",
        description="Fills page_events with Faker and clickhouse-connect, on the server of CLICKHOUSE_URL, CLICKHOUSE_USER, "
        "CLICKHOUSE_PASSWORD and CLICKHOUSE_DATABASE, whose table must be there.",
    )
    parser.add_argument("--url", default=environment.get("CLICKHOUSE_URL") or "http://127.0.0.1:8123")
    parser.add_argument("--database", default=environment.get("CLICKHOUSE_DATABASE") or "analytics")
    parser.add_argument("--table", default="page_events")
    parser.add_argument("--rows", type=row_count, default=10_000, help="default: 1e4")
    parser.add_argument("--batch-rows", type=row_count, default=10_000, help="rows of one insert (default: 1e4)")
    parser.add_argument("--days", type=float, default=30.0, help="days that the times span (default: 30)")
    parser.add_argument("--end", type=iso_time, help="when the times end, ISO 8601 (default: now)")
    parser.add_argument("--weighting", action="store_true", help="Faker as it is by default, with weights: slower")
    parser.add_argument("--seed", default="1", help="decides every value (default: 1)")
    return Arguments(
        **vars(parser.parse_args(arguments)),
        # Not on the command line, which every user of the machine can read.
        user=environment.get("CLICKHOUSE_USER") or None,
        password=environment.get("CLICKHOUSE_PASSWORD", ""),
    )
