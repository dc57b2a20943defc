"""Fills page_events as most people would in Python: Faker for every row, clickhouse-connect for the inserts.

The server is the one of CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD and CLICKHOUSE_DATABASE; its table must be
there. Prints one line of JSON at the end: rows, seconds, cpuSeconds, peakRssBytes. Ends with 0 when all rows are in, 1 when
ClickHouse cannot be reached or refuses them, 2 for wrong usage, 130 after Ctrl-C.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import clickhouse_connect
from clickhouse_connect.driver.exceptions import ClickHouseError

from arguments import parse_arguments
from events import COLUMNS, EventSource
from interrupt import Interrupt
from progress import Progress

if TYPE_CHECKING:
    from clickhouse_connect.driver.client import Client

DAY_MS = 86_400_000
FAILED, INTERRUPTED = 1, 130


def batches(rows: int, batch_rows: int) -> list[int]:
    """Rows of each insert: all are full but the last one."""
    return [min(batch_rows, rows - made) for made in range(0, rows, batch_rows)]


def insert_events(
    client: Client, table: str, source: EventSource, sizes: Sequence[int], on_rows: Callable[[int], bool]
) -> int:
    """Inserts a batch of each size until `on_rows`, told how many rows are in, says false; returns how many are in.

    ClickHouse adds a batch with the same values once, to the table and to its rollups, however often it comes: as long as
    its deduplication window reaches back.
    """
    # One context for all inserts: each one of its own would ask for the table's columns again.
    context = client.create_insert_context(table, column_names=COLUMNS, column_oriented=True)
    rows_in = 0
    for size in sizes:
        context.data = source.batch(size)
        client.insert(context=context)
        rows_in += size
        if not on_rows(rows_in):
            break
    return rows_in


def connect(url: str, user: str | None, password: str, database: str) -> Client:
    """A client that sends its blocks as they are: on a loopback, compression saves nothing."""
    address = urlsplit(url)
    return clickhouse_connect.get_client(
        interface=address.scheme,
        host=address.hostname,
        port=address.port,
        username=user,
        password=password,
        database=database,
        compress=False,
        settings={"async_insert": 0, "insert_deduplicate": 1, "deduplicate_blocks_in_dependent_materialized_views": 1},
    )


def peak_rss_bytes() -> int:
    """The most memory that this program ever had; getrusage would count what its parent had, too."""
    found = re.search(r"^VmHWM:\s+(\d+) kB$", Path("/proc/self/status").read_text(), re.MULTILINE)
    if found is None:
        raise RuntimeError("/proc/self/status names no VmHWM")
    return int(found[1]) * 1024


def main(arguments: Sequence[str]) -> int:
    """Makes and inserts what the command line asks for, reports, and returns the exit code."""
    given = parse_arguments(arguments)
    interrupt = Interrupt()
    progress = Progress(given.rows, sys.stderr)
    end = given.end or datetime.now(timezone.utc)
    span_ms = given.days * DAY_MS
    start_ms = end.timestamp() * 1000 - span_ms
    source = EventSource(start_ms, span_ms / given.rows, given.seed, use_weighting=given.weighting)

    def on_rows(rows_in: int) -> bool:
        progress.show(rows_in)
        return not interrupt.is_asked

    client = connect(given.url, given.user, given.password, given.database)
    started, started_cpu = time.perf_counter(), time.process_time()
    rows_in = insert_events(client, given.table, source, batches(given.rows, given.batch_rows), on_rows)
    progress.end()
    report = {
        "rows": rows_in,
        "seconds": time.perf_counter() - started,
        "cpuSeconds": time.process_time() - started_cpu,
        "peakRssBytes": peak_rss_bytes(),
    }
    client.close()
    print(json.dumps(report))
    return 0 if rows_in == given.rows else INTERRUPTED


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except ClickHouseError as error:
        # Its words say what is wrong and where; where in this program adds nothing.
        print(f"ClickHouse: {error}", file=sys.stderr)
        sys.exit(FAILED)
