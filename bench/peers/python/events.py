"""Page events as most people would make them in Python: Faker for every row."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Any
from uuid import UUID

from faker import Faker

COLUMNS = (
    "event_id",
    "ts",
    "event_type",
    "user_id",
    "session_id",
    "url",
    "referrer",
    "country",
    "device",
    "duration_ms",
    "metadata",
)
EVENT_TYPES = ("page_view", "scroll", "click", "search", "add_to_cart", "form_submit", "purchase")
EVENT_TYPE_WEIGHTS = tuple(accumulate((58, 16, 15, 5, 3, 2, 1)))
DEVICES = ("mobile", "desktop", "tablet", "tv")
DEVICE_WEIGHTS = tuple(accumulate((58, 37, 4, 1)))
BROWSERS = ("Chrome", "Safari", "Edge", "Firefox", "Samsung Internet", "Opera")
SYSTEMS = ("Android", "Windows", "iOS", "macOS", "Linux", "ChromeOS")

USERS = 5_000_000
SESSION_ROWS_MAX = 17
DURATION_MS_MAX = 60_000
DIRECT_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Session:
    """What all events of one visit share."""

    user_id: int
    session_id: UUID
    country: str
    device: str
    metadata: dict[str, str]


class EventSource:
    """Endless events in order of time, evenly spaced; those of a session follow each other."""

    def __init__(self, start_ms: float, step_ms: float, seed: int | str, *, use_weighting: bool = False) -> None:
        # Without weighting, Faker makes a host name ten times faster; what must be weighted is drawn by `random`.
        self._fake = Faker("en_US", use_weighting=use_weighting)
        self._fake.seed_instance(seed)
        self._random = self._fake.random
        self._time_ms = start_ms
        self._step_ms = step_ms
        self._session = self._new_session()
        self._session_rows_left = self._random.randint(1, SESSION_ROWS_MAX)

    def batch(self, rows: int) -> list[list[Any]]:
        """The next events, as one list for each of `COLUMNS`."""
        fake, random = self._fake, self._random
        columns: list[list[Any]] = [[] for _ in COLUMNS]
        for _ in range(rows):
            if self._session_rows_left == 0:
                self._session = self._new_session()
                self._session_rows_left = random.randint(1, SESSION_ROWS_MAX)
            self._session_rows_left -= 1
            session = self._session
            row = (
                fake.uuid4(cast_to=None),
                int(self._time_ms),
                random.choices(EVENT_TYPES, cum_weights=EVENT_TYPE_WEIGHTS)[0],
                session.user_id,
                session.session_id,
                f"https://shop.example/{fake.uri_path()}",
                "" if random.random() < DIRECT_SHARE else fake.url(),
                session.country,
                session.device,
                random.randint(10, DURATION_MS_MAX),
                session.metadata,
            )
            for column, value in zip(columns, row, strict=True):
                column.append(value)
            self._time_ms += self._step_ms
        return columns

    def _new_session(self) -> Session:
        fake, random = self._fake, self._random
        return Session(
            user_id=int(USERS * random.random() ** 3),
            session_id=fake.uuid4(cast_to=None),
            country=fake.country_code(),
            device=random.choices(DEVICES, cum_weights=DEVICE_WEIGHTS)[0],
            metadata={"browser": random.choice(BROWSERS), "os": random.choice(SYSTEMS)},
        )
