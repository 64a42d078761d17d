"""Sending a paper to a real printer: CUPS takes it from `lp`, and its words are told where it does not.

Nothing is printed by halves: either the job stands in the queue and has a name, or there is a refusal that says why and
what can be done instead.
"""

import os
import re
import shutil
import subprocess
from typing import NamedTuple

from kfterm.folds.rules import Rules
from kfterm.folds.settings import PRINTER, PRINTER_CODE, PRINTER_FORM, value
from kfterm.papers.cells import plain
from kfterm.problems import refused
from kfterm.words import Words

_SECONDS = 30
"""How long `lp` may take to put a job into the queue."""
_UNPRINTABLE = "\u3013"
"""What a printer with Chinese type of its own gets for a character that its code does not have: the geta mark."""
_CHINESE_CODE = "gb18030"
_JOB = re.compile(r"request id is (\S+)")


class Printer(NamedTuple):
    """Where a paper goes and in which form."""

    name: str
    """As CUPS calls it; empty: the one that CUPS prints on by itself."""
    form: str
    """`pdf` or `text`."""
    code: str
    """In what the text is sent."""

    def words(self) -> Words:
        """What it is called when somebody is told where the paper went."""
        return Words(self.name, self.name) if self.name else Words("默认打印机", "the default printer")


def printer_of(rules: Rules, name: str = "", form: str = "") -> Printer:
    """The printer that was named, else that of the settings."""
    return Printer(
        name=name or value(rules, PRINTER),
        form=form or value(rules, PRINTER_FORM),
        code=value(rules, PRINTER_CODE),
    )


def text_bytes(text: str, code: str) -> bytes:
    """A text as a printer reads it: every line ends in a carriage return and a line feed, the page in a form feed.

    In the code of old Chinese printers only the characters of GBK are sent: their type has no other.
    """
    lines = text.replace("\n", "\r\n") + "\f"
    if code != _CHINESE_CODE:
        return lines.encode()
    return "".join(char if _in_gbk(char) else _UNPRINTABLE for char in lines).encode("gbk")


def _in_gbk(char: str) -> bool:
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def send(data: bytes, title: str, printer: Printer) -> Words:
    """Hand a paper to `lp`; what to tell about it. Raises Refused, and then nothing was printed."""
    path = shutil.which("lp")
    if path is None:
        raise refused(
            "没有打印命令 lp:先装 CUPS(apt install cups-client),或用 --pdf 文件 写成 PDF 再打印",
            "there is no lp command: install CUPS (apt install cups-client), or write --pdf FILE and print that",
        )
    command = [path, "-t", plain(title), *(["-d", printer.name] if printer.name else []), "-"]
    try:
        # in one language, so that what goes wrong can be told from what it says
        done = subprocess.run(
            command,
            input=data,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env={**os.environ, "LC_ALL": "C.UTF-8"},
        )
    except subprocess.TimeoutExpired:
        zh = f"lp 等了 {_SECONDS} 秒没有回答:看看打印服务是否在运行(lpstat -t)"
        raise refused(
            zh, f"lp gave no answer in {_SECONDS} s: see whether the print service runs (lpstat -t)"
        ) from None
    reason = plain(done.stderr.decode(errors="replace").strip())
    if done.returncode:
        raise _trouble(reason, printer)
    found = _JOB.search(done.stdout.decode(errors="replace"))
    where, job = printer.words(), plain(found.group(1)) if found else ""
    zh, en = (f",任务 {job}", f", job {job}") if job else ("", "")
    return Words(f"已送到 {where.zh}{zh}", f"sent to {where.en}{en}")


def _trouble(reason: str, printer: Printer) -> Exception:
    """What `lp` said, and what can be done about it."""
    reason = reason.removeprefix("lp: ").rpartition("Error - ")[2] or reason
    low = reason.lower()
    said = Words(f"(lp: {reason})", f"(lp: {reason})") if reason else Words("", "")
    # a print service that does not run says either of these too
    if "does not exist" in low or "unknown destination" in low or "invalid destination" in low:
        zh = f"没有打印机 {printer.name}{said.zh};lpstat -t 看打印服务和有哪些,换一台:--printer 名字,或改设置 printer"
        en = f"there is no printer {printer.name} {said.en}; lpstat -t shows the service and its printers"
        return refused(zh, f"{en}; name one with --printer or the setting printer")
    if "default" in low and not printer.name:
        zh = f"没有默认打印机{said.zh};lpstat -t 看打印服务和有哪些,用 --printer 名字,或改设置 printer"
        en = f"there is no default printer {said.en}; lpstat -t shows the service and its printers"
        return refused(zh, f"{en}; name one with --printer or the setting printer")
    zh = f"打印机没有接受{said.zh};可以用 --pdf 文件 写成 PDF"
    return refused(zh, f"the printer did not take it {said.en}; --pdf FILE writes a PDF instead")
