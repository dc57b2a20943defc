"""How far a run is, on stderr: one line that is redrawn on a terminal, elsewhere a plain line every few seconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TextIO

PLAIN_INTERVAL_SECONDS = 5.0
ERASE_LINE = "\r\x1b[2K"


class Progress:
    """Told how many rows are in; says so when it is time."""

    def __init__(self, rows_total: int, out: TextIO, now_seconds: Callable[[], float] = time.monotonic) -> None:
        self._rows_total = rows_total
        self._out = out
        self._is_terminal = out.isatty()
        self._now_seconds = now_seconds
        self._started_seconds = self._said_seconds = now_seconds()

    def show(self, rows: int) -> None:
        """`rows` of the total are in by now."""
        now = self._now_seconds()
        if not self._is_terminal and now - self._said_seconds < PLAIN_INTERVAL_SECONDS:
            return
        self._said_seconds = now
        seconds = max(now - self._started_seconds, 1e-9)
        rows_per_second = rows / seconds
        seconds_left = round((self._rows_total - rows) / rows_per_second)
        line = (
            f"{rows:,} of {self._rows_total:,} rows · {100 * rows / self._rows_total:.1f} % · "
            f"{rows_per_second / 1000:.1f} k/s · ETA {seconds_left // 60}:{seconds_left % 60:02}"
        )
        self._out.write(ERASE_LINE + line if self._is_terminal else line + "\n")
        self._out.flush()

    def end(self) -> None:
        """Takes the redrawn line away."""
        if self._is_terminal:
            self._out.write(ERASE_LINE)
            self._out.flush()
