"""The turn of writers: advisory locks beside the database, fair between processes and bounded in time.

SQLite's own waiting is neither fair nor short: four writers starved one of them for 1.4 s. Two things are done here.

Fair: `flock` alone lets whoever just finished take the lock again before the one it woke has opened its eyes (slowest
0.34 of the fastest, worst wait 336 ms). So there are two locks: `<database>.lock` is held while writing, and
`<database>.next` by the one whose turn is next, who keeps it until it may write. After a few appends in a row, whoever
comes back stands behind.

Bounded: a blocking `flock` cannot be told to give up. So a helper thread stands in the kernel's queue while its owner
waits for it with a timeout; when the owner gave up, the helper lets go the moment it gets the lock. A lone writer
never needs the helper: its first, non-blocking tries succeed.
"""

import fcntl
import os
import threading
from pathlib import Path

RUN = 3
"""How often a writer may go again without queueing. Waking the next one costs as much as a third of an append: with
0, four writers reach 0.63–0.76 of the rate of one, with 3 about 0.8, and with 6 fairness begins to suffer."""


class Turn:
    """One terminal's place in the queue of writers. Used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._file = _open(path.with_name(path.name + ".lock"))
        try:
            self._next = _open(path.with_name(path.name + ".next"))
        except BaseException:
            os.close(self._file)
            raise
        self._mutex = threading.Lock()
        self._go = threading.Semaphore(0)
        self._came = threading.Lock()
        self._came.acquire()
        self._helper: threading.Thread | None = None
        self._queued = False  # the helper stands in the kernel's queue
        self._wanted = False  # and its owner still waits for it
        self._closed = False
        self._error: OSError | None = None
        self._run = RUN  # appends since this one last stood in the queue

    def take(self, seconds: float) -> bool:
        """Wait for the turn. False when it did not come in time."""
        if not self._queued:
            if self._run < RUN and _try(self._file):
                self._run += 1
                return True
            self._run = 0
            if _try(self._next) and _try(self._file):
                fcntl.flock(self._next, fcntl.LOCK_UN)
                return True
        return self._wait(seconds)  # where `next` was taken and the other not, the helper goes on from there

    def give_back(self) -> None:
        """Let the next one write."""
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        """Leave the queue for good."""
        with self._mutex:
            if self._closed:
                return
            self._closed = True
            self._wanted = False
            if not self._queued:
                self._close_files()
                self._go.release()  # the helper, if there is one, goes home
            # else the helper closes them when the kernel lets it: their numbers must not be reused before that

    def _wait(self, seconds: float) -> bool:
        with self._mutex:
            self._wanted = True
            if not self._queued:
                self._queued = True
                if self._helper is None:
                    self._helper = threading.Thread(target=self._queue, name="kfterm-turn", daemon=True)
                    self._helper.start()
                self._go.release()
        try:
            came = self._settle(self._came.acquire(timeout=seconds))
        except BaseException:  # Ctrl-C while waiting: the turn may have come all the same
            if self._settle(False):
                self.give_back()
            raise
        if came and self._error is not None:
            error, self._error = self._error, None
            raise error
        return came

    def _settle(self, came: bool) -> bool:
        with self._mutex:
            came = came or self._came.acquire(blocking=False)  # at the last moment
            self._wanted = False
        return came

    def _queue(self) -> None:
        while True:
            self._go.acquire()
            if self._closed:
                return
            try:
                fcntl.flock(self._next, fcntl.LOCK_EX)
                fcntl.flock(self._file, fcntl.LOCK_EX)
            except OSError as error:
                self._error = error
            fcntl.flock(self._next, fcntl.LOCK_UN)
            with self._mutex:
                self._queued = False
                if self._wanted:
                    self._came.release()
                elif self._closed:
                    self._close_files()
                    return
                else:
                    self._error = None
                    fcntl.flock(self._file, fcntl.LOCK_UN)

    def _close_files(self) -> None:
        os.close(self._file)
        os.close(self._next)


def _open(path: Path) -> int:
    # Read access is enough for flock, so that a second person's terminal can use the first one's file.
    return os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o666)


def _try(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
