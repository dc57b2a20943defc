"""Ctrl-C: the first one asks for a clean end, the second one ends at once."""

from __future__ import annotations

import signal


class Interrupt:
    """`is_asked` is true once SIGINT or SIGTERM has come."""

    def __init__(self) -> None:
        self.is_asked = False
        # Each by itself: on a terminal, Ctrl-C brings a SIGINT, and a SIGTERM from the program that started this one.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)

    def _ask(self, number: int, _frame: object) -> None:
        self.is_asked = True
        signal.signal(number, signal.SIG_DFL)
