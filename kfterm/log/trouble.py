"""What SQLite and the system can run into, said to a person: every error a refusal that says what to do next."""

import errno
import sqlite3
from pathlib import Path

from kfterm.problems import Refused, refused


def trouble(error: sqlite3.Error | OSError, path: Path, seconds: float | None = None) -> Refused:
    """The refusal for an error. `seconds` is how long was waited for a lock."""
    if isinstance(error, OSError):
        return _system(error, path)
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return _other(error, path)
    match code & 0xFF:  # the low byte is the family
        case sqlite3.SQLITE_FULL:
            return full(path)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return locked(path, seconds)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return read_only(path)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return damaged(path)
        case sqlite3.SQLITE_IOERR:
            return refused(
                f"磁盘读写出错（{error}）。没有写入。请检查磁盘，有空间后重试。",
                f"the disk failed ({error}). Nothing was written. Check the disk and its free space, then try again.",
                str(path),
            )
    return _other(error, path)


def full(path: Path) -> Refused:
    """No space left."""
    return refused(
        "磁盘满了，没有写入。腾出空间后再按一次就行，不用重开。",
        "the disk is full; nothing was written. Free some space and try again, without reopening.",
        str(path),
    )


def locked(path: Path, seconds: float | None) -> Refused:
    """Somebody else holds the lock."""
    waited = "" if seconds is None else f"{seconds:g}"
    return refused(
        f"另一个终端占着数据库，等了 {waited} 秒，没有写入。请重试；若一直如此，查看哪个 kfterm 卡住了。",
        f"another terminal holds the database; waited {waited} s, nothing was written."
        " Try again; if it stays so, find the kfterm that hangs.",
        str(path),
    )


def read_only(path: Path) -> Refused:
    """The file or its folder cannot be written."""
    return refused(
        "文件或所在文件夹不可写。请检查权限（文件夹也要可写），或以只读方式打开。",
        "the file or its folder cannot be written. Check the permissions (of the folder too), or open it for reading.",
        str(path),
    )


def damaged(path: Path) -> Refused:
    """The file is not in order."""
    return refused(
        "数据库文件已损坏。请运行 kfterm verify 查看是哪一行，并从备份恢复。",
        "the database file is damaged. Run kfterm verify to see which row, and restore a backup.",
        str(path),
    )


def _system(error: OSError, path: Path) -> Refused:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return full(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return read_only(path)
    return refused(
        f"系统拒绝了操作：{error.strerror}。请检查路径和磁盘。",
        f"the system refused: {error.strerror}. Check the path and the disk.",
        str(path),
    )


def _other(error: sqlite3.Error, path: Path) -> Refused:
    return refused(
        f"SQLite 拒绝了操作：{error}。没有写入。请运行 kfterm verify。",
        f"SQLite refused: {error}. Nothing was written. Run kfterm verify.",
        str(path),
    )
