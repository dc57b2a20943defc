"""Fills page_events as most people would in Python: Faker for every row, clickhouse-connect for the inserts.

The server is the one of CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD and CLICKHOUSE_DATABASE; its table must be
there. Prints one line of JSON at the end: rows, seconds, cpuSeconds, peakRssBytes.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import clickhouse_connect

from events import COLUMNS, EventSource

if TYPE_CHECKING:
    from clickhouse_connect.driver.client import Client

DAY_MS = 86_400_000


def insert_events(client: Client, table: str, source: EventSource, rows: int, batch_rows: int) -> None:
    """Inserts `rows` events of `source`, `batch_rows` at a time."""
    # One context for all inserts: each one of its own would ask for the table's columns again.
    context = client.create_insert_context(table, column_names=COLUMNS, column_oriented=True)
    for made in range(0, rows, batch_rows):
        context.data = source.batch(min(batch_rows, rows - made))
        client.insert(context=context)


def connect(url: str, database: str) -> Client:
    """A client that sends its blocks as they are: on a loopback, compression saves nothing."""
    address = urlsplit(url)
    return clickhouse_connect.get_client(
        interface=address.scheme,
        host=address.hostname,
        port=address.port,
        username=os.environ.get("CLICKHOUSE_USER") or None,
        password=os.environ.get("CLICKHOUSE_PASSWORD", ""),
        database=database,
        compress=False,
        settings={"async_insert": 0},
    )


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


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Reads the command line; ends the program with what is wrong or, for --help, with what there is."""
    summary, _, details = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(description=summary, epilog=details)
    environment = os.environ
    parser.add_argument("--url", default=environment.get("CLICKHOUSE_URL") or "http://127.0.0.1:8123")
    parser.add_argument("--database", default=environment.get("CLICKHOUSE_DATABASE") or "analytics")
    parser.add_argument("--table", default="page_events")
    parser.add_argument("--rows", type=row_count, default=10_000, help="default: 1e4")
    parser.add_argument("--batch-rows", type=row_count, default=10_000, help="rows of one insert (default: 1e4)")
    parser.add_argument("--days", type=float, default=30.0, help="days that the times span (default: 30)")
    parser.add_argument("--end", type=iso_time, help="when the times end, ISO 8601 (default: now)")
    parser.add_argument("--weighting", action="store_true", help="Faker as it is by default, with weights: slower")
    parser.add_argument("--seed", type=int, default=1, help="decides every value (default: 1)")
    return parser.parse_args(arguments)


def peak_rss_bytes() -> int:
    """The most memory that this program ever had; getrusage would count what its parent had, too."""
    found = re.search(r"^VmHWM:\s+(\d+) kB$", Path("/proc/self/status").read_text(), re.MULTILINE)
    if found is None:
        raise RuntimeError("/proc/self/status names no VmHWM")
    return int(found[1]) * 1024


def main(arguments: Sequence[str]) -> None:
    """Makes and inserts what the command line asks for, and reports."""
    given = parse_arguments(arguments)
    end: datetime = given.end or datetime.now(timezone.utc)
    span_ms = given.days * DAY_MS
    start_ms = end.timestamp() * 1000 - span_ms
    source = EventSource(start_ms, span_ms / given.rows, given.seed, use_weighting=given.weighting)
    client = connect(given.url, given.database)
    started, started_cpu = time.perf_counter(), time.process_time()
    insert_events(client, given.table, source, given.rows, given.batch_rows)
    report = {
        "rows": given.rows,
        "seconds": time.perf_counter() - started,
        "cpuSeconds": time.process_time() - started_cpu,
        "peakRssBytes": peak_rss_bytes(),
    }
    client.close()
    print(json.dumps(report))


if __name__ == "__main__":
    main(sys.argv[1:])
