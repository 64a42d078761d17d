"""The place where a feed is served: one socket file, one server, nothing of anybody else's removed.

A lock file beside it decides who serves, so that two servers that start together cannot take each other's socket away.
"""

import fcntl
import os
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kfterm.log.trouble import trouble
from kfterm.problems import Refused, refused

_PROBE_SECONDS = 2.0


@contextmanager
def listening(path: Path) -> Iterator[socket.socket]:
    """A listening socket at a path, for this user only; it is removed in the end. Raises Refused."""
    lock = _lock(path)
    try:
        _clear(path)
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
            own = _bind(listener, path)
            try:
                yield listener
            finally:
                with suppress(OSError):
                    if os.stat(path).st_ino == own:
                        os.unlink(path)
    finally:
        with suppress(OSError):
            os.unlink(_lock_path(path))  # while it is still held: who waits for it looks again
        os.close(lock)


def _bind(listener: socket.socket, path: Path) -> int:
    try:
        os.fchmod(listener.fileno(), 0o600)  # from the first moment on
        listener.bind(str(path))
        os.chmod(path, 0o600)
        listener.listen(64)
        listener.setblocking(False)
        return os.stat(path).st_ino
    except OSError as error:
        if "too long" in str(error):
            zh, en = "套接字的路径太长:请不超过 100 字节", "the path of the socket is too long: at most 100 bytes"
            raise refused(zh, en, str(path)) from error
        raise trouble(error, path) from error


def _lock(path: Path) -> int:
    beside = _lock_path(path)
    while True:
        try:
            lock = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise trouble(error, beside) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(lock).st_ino == os.stat(beside).st_ino:
                return lock
        except BlockingIOError:
            os.close(lock)
            raise _served(path) from None
        except FileNotFoundError:
            pass
        os.close(lock)  # its owner removed it meanwhile


def _lock_path(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def _clear(path: Path) -> None:
    """Remove a socket that nobody serves any more; refuse for anything else."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise trouble(error, path) from error
    if not stat.S_ISSOCK(mode):
        zh = "这里已有一个文件,不是套接字,不会覆盖:请换一个路径"
        raise refused(zh, "a file that is no socket is here and is not overwritten: take another path", str(path))
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(_PROBE_SECONDS)
        try:
            probe.connect(str(path))
        except (ConnectionRefusedError, FileNotFoundError):
            with suppress(FileNotFoundError):
                path.unlink()
            return
        except PermissionError as error:
            raise trouble(error, path) from error
        except OSError:  # it is there, and too busy to answer
            pass
    raise _served(path)


def _served(path: Path) -> Refused:
    return refused(
        "另一个程序已在这里接收:请停掉它,或换一个路径",
        "another program serves here already: stop it, or take another path",
        str(path),
    )
