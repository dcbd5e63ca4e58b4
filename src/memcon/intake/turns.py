"""One request at a time a host, with a pause between two: whoever asks politely is let in tomorrow."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from memcon.errors import NotNow


class Turns:
    """Gives each host one request at a time and waits between two; a pause longer than `patience` is refused.

    `clock` and `sleep` are for tests. Safe to share between threads.
    """

    def __init__(
        self,
        patience: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._patience = patience
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._guard = threading.Lock()

    @contextmanager
    def turn(self, host: str, delay: float) -> Iterator[None]:
        """Wait for the host's turn, and let the next one wait `delay` seconds after this one's end.

        Raises NotNow when the wait would be longer than the patience.
        """
        with self._guard:
            lock = self._locks[host]
        with lock:
            wait = self._next.get(host, 0.0) - self._clock()
            if wait > self._patience:
                raise NotNow(
                    f"{host} asks for a pause, {wait:.0f} seconds more; try again then", seconds=wait
                )
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                self.postpone(host, delay)

    def postpone(self, host: str, seconds: float) -> None:
        """Let nobody ask the host for some seconds from now, or longer if it already asked for longer."""
        self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)
