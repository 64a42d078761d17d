"""`kfterm handover`: a past sheet by day, shift or head; the list; both copies; a printer that is there or is not."""

import os
import stat
import sys
from pathlib import Path

import pytest
from cli.conftest import Door
from rich.cells import cell_len

from kfterm.papers.printing import text_bytes


def log(door: Door, kind: str, at: str, *fields: str) -> None:
    assert door("log", kind, f"at=2026-10-{at}:00+08:00", *fields).code == 0


@pytest.fixture
def evening(store: Door) -> Door:
    """The early shift of the 13th is handed over by 吴芳 to 李娜; the next morning goes on."""
    log(
        store,
        "item.opened",
        "13T09:00",
        "item=i1",
        "item_kind=H14",
        "what=退款 320114471 催",
        "order=320114471",
        "buyer=王小丫",
        "owner=li",
    )
    log(store, "violation.logged", "13T10:00", "violation=v1", "staff=li", "clause=R4-3.1.09")
    log(store, "handover.cut", "13T16:58", "handover=h1", "on=2026-10-13", "shift=early")
    log(store, "handover.item_read", "13T17:00", "handover=h1", "item=i1", "accepted=yes", "read_back=知道")
    log(store, "handover.signed", "13T17:02", "handover=h1", "side=in", "staff=li")
    log(store, "handover.signed", "13T17:03", "handover=h1", "side=out", "staff=wu")
    return store


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An `lp` that keeps what it got and answers like CUPS: it knows 前台 and nadel, and one that is broken."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "lp"
    script.write_text(
        f"""#!{sys.executable}
import os, sys
folder = {str(tmp_path)!r}
open(folder + "/asked", "w", encoding="utf-8").write("\\n".join(sys.argv[1:]))
data = sys.stdin.buffer.read()
name = sys.argv[sys.argv.index("-d") + 1] if "-d" in sys.argv else os.environ.get("LP_DEFAULT", "")
if not name:
    sys.exit(sys.stderr.write("lp: Error - No default destination.\\n") and 1)
if name == "broken":
    sys.exit(sys.stderr.write("lp: Out of paper and patience.\\n") and 1)
if name not in ("前台", "nadel", "office"):
    sys.exit(sys.stderr.write("lp: Error - The printer or class does not exist.\\n") and 1)
open(folder + "/printed", "wb").write(data)
print(f"request id is {{name}}-7 (0 file(s))")
""",
        encoding="utf-8",
    )
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return tmp_path


def asked(lp: Path) -> list[str]:
    return (lp / "asked").read_text(encoding="utf-8").splitlines()


def test_the_sheet_of_a_day_and_shift_is_the_same_bytes_the_next_day(evening: Door) -> None:
    first = evening("handover", "--on", "2026-10-13", "--shift", "early").out
    log(evening, "item.settled", "14T09:00", "item=i1", "outcome=到账")
    log(evening, "complaint.received", "13T11:00", "complaint=k1", "staff=li", "what=补记")
    assert evening("handover", "--on", "2026-10-13", "--shift", "early").out == first
    assert evening("handover", "--on", "2026-10-13").out == first
    assert evening("handover", "--last").out == first


def test_the_head_on_the_paper_verifies_and_prints_it_again(evening: Door) -> None:
    first = evening("handover", "--last").out
    head = first.partition("Head ")[2].split()[0]
    assert len(head) == 64
    log(evening, "item.settled", "14T09:00", "item=i1", "outcome=到账")
    told = evening("verify", "--head", head)
    assert (told.code, "1 written since" in told.out) == (0, True)
    assert evening("handover", "--head", head).out == first
    assert evening("handover", "--head", head[:8]).out == first


@pytest.mark.parametrize("head", ["0000000", "zzzzzzzz", "12345678"])
def test_a_head_that_is_none_or_of_another_log_is_refused(evening: Door, head: str) -> None:
    told = evening("handover", "--head", head)
    assert (told.code, told.out) == (1, "")
    assert head in told.err


def test_the_list_names_every_sheet_with_its_head(evening: Door) -> None:
    log(evening, "handover.cut", "14T01:00", "handover=h2", "on=2026-10-13", "shift=late")
    rows = evening("handover", "--list").out.splitlines()
    head = evening("handover", "--last").out.partition("Head ")[2][:16]
    assert rows[1].split() == ["2026-10-13", "early", "10-13", "16:58", "10-13", "17:03", rows[1].split()[6], head]
    assert rows[2].split() == ["2026-10-13", "late", "10-14", "01:00", "open"]
    assert max(map(cell_len, rows)) <= 80
    assert len(evening("handover", "--list", "--shift", "late").out.splitlines()) == 2
    told = evening("handover", "--list", "--on", "2026-10-12")
    assert (told.code, "no sheets" in told.err) == (1, True)


def test_before_anything_was_closed_the_last_sheet_is_refused_and_the_list_too(store: Door) -> None:
    for option, says in (("--last", "no sheet was closed"), ("--list", "no sheets")):
        told = store("handover", option)
        assert (told.code, told.out) == (1, "")
        assert says in told.err


def test_a_past_shift_without_a_sheet_is_refused_and_the_list_is_named(evening: Door) -> None:
    told = evening("handover", "--on", "2026-10-12", "--shift", "early")
    assert (told.code, told.out) == (1, "")
    assert "kfterm handover --list" in told.err


def test_the_wall_copy_is_asked_for_or_set(evening: Door) -> None:
    lead = evening("handover", "--last").out
    on_wall = evening("handover", "--last", "--copy", "wall").out
    assert "[LEAD'S COPY]" in lead
    assert "[WALL COPY]" in on_wall
    assert "李娜 violation" in lead
    assert "李娜 violation" not in on_wall
    assert "R4-3.1.09" in on_wall
    # the setting holds for what is closed after it, a sheet of before stays what it was
    log(evening, "setting.changed", "14T00:00", "key=sheet.copy", "value=wall")
    assert evening("handover", "--last").out == lead
    log(evening, "handover.cut", "14T16:58", "handover=h2", "on=2026-10-14", "shift=early")
    assert "[WALL COPY]" in evening("handover").out
    assert "[LEAD'S COPY]" in evening("handover", "--copy", "lead").out


def test_without_a_name_the_one_that_waits_for_signatures_is_printed(evening: Door) -> None:
    log(evening, "handover.cut", "14T16:58", "handover=h2", "on=2026-10-14", "shift=early")
    assert "2026-10-14 Wed" in evening("handover").out


def test_it_goes_to_the_printer_that_is_named_as_pdf_with_a_title(evening: Door, lp: Path) -> None:
    pytest.importorskip("typst")
    told = evening("handover", "--last", "--print", "--printer", "前台", lang="zh")
    assert (told.code, told.out, told.err) == (0, "已送到 前台,任务 前台-7\n", "")
    assert asked(lp) == ["-t", "交接班表 2026-10-13 早班 组长联", "-d", "前台", "-"]
    assert evening("handover", "--last", "--pdf", "kept.pdf", lang="zh").code == 0
    assert (lp / "printed").read_bytes() == Path("kept.pdf").read_bytes()


def test_the_settings_name_printer_form_and_code(evening: Door, lp: Path) -> None:
    for key, value in (("printer", "nadel"), ("printer.form", "text"), ("printer.code", "gb18030")):
        log(evening, "setting.changed", "13T18:00", f"key={key}", f"value={value}")
    told = evening("handover", "--last", "--print", "--copy", "wall", lang="zh")
    assert (told.code, told.out) == (0, "已送到 nadel,任务 nadel-7\n")
    assert asked(lp) == ["-t", "交接班表 2026-10-13 早班 上墙联", "-d", "nadel", "-"]
    paper = evening("handover", "--last", "--copy", "wall", lang="zh").out
    assert (lp / "printed").read_bytes() == paper.replace("\n", "\r\n").encode("gbk") + b"\f"
    # what is asked for goes before what is set
    assert evening("handover", "--last", "--printer", "office", "--form", "text").code == 0
    assert asked(lp)[2:4] == ["-d", "office"]


def test_without_a_setting_it_is_for_lp_to_say_which_printer(
    evening: Door, lp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LP_DEFAULT", "office")
    told = evening("handover", "--last", "--print", "--form", "text")
    assert (told.code, told.out) == (0, "sent to the default printer, job office-7\n")
    assert "-d" not in asked(lp)


@pytest.mark.parametrize(
    ("options", "zh", "en"),
    [
        (
            ("--printer", "nope"),
            "没有打印机 nope(lp: The printer or class does not exist.)",
            "there is no printer nope",
        ),
        (("--print",), "没有默认打印机", "there is no default printer"),
        (("--printer", "broken"), "打印机没有接受(lp: Out of paper and patience.)", "the printer did not take it"),
    ],
)
def test_what_lp_refuses_is_said_in_its_words_with_what_to_do(
    evening: Door, lp: Path, options: tuple[str, ...], zh: str, en: str
) -> None:
    for lang, says in (("zh", zh), ("en", en)):
        told = evening("handover", "--last", "--form", "text", *options, lang=lang)
        assert (told.code, told.out) == (1, "")
        assert says in told.err
        assert "--pdf" in told.err or "--printer" in told.err
    assert not (lp / "printed").exists()


def test_without_lp_it_says_what_to_install_and_what_to_do_instead(
    evening: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    for lang, says in (("zh", "没有打印命令 lp"), ("en", "there is no lp command")):
        told = evening("handover", "--last", "--print", "--form", "text", lang=lang)
        assert (told.code, told.out) == (1, "")
        assert says in told.err
        assert "--pdf" in told.err


def test_without_the_print_extra_text_is_offered(evening: Door, lp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    told = evening("handover", "--last", "--printer", "office")
    assert (told.code, told.out) == (1, "")
    assert "pip install 'kfterm[print]'" in told.err
    assert "--form text" in told.err
    assert not (lp / "printed").exists()


def test_settings_of_the_printer_are_checked(store: Door) -> None:
    for key, value, says in (
        ("printer.form", "fax", "pdf / text"),
        ("printer.code", "big5", "utf-8 / gb18030"),
        ("sheet.copy", "both", "lead / wall"),
        ("printer.frm", "text", "there is no setting printer.frm"),
    ):
        told = store("log", "setting.changed", f"key={key}", f"value={value}")
        assert (told.code, says in told.err) == (1, True)


def test_an_old_printer_gets_a_mark_for_what_its_type_has_not() -> None:
    assert text_bytes("欧阳雪\n", "utf-8") == "欧阳雪\r\n\f".encode()
    assert text_bytes("𠮷先生\n", "gb18030") == "〓先生\r\n\f".encode("gbk")


def test_a_head_of_no_handover_says_which_shift_is_shown(evening: Door) -> None:
    """A preview carries the head of the newest row, here an item; the paper of a handover says by itself what it is."""
    log(evening, "item.opened", "14T09:00", "item=i2", "item_kind=H02", "what=next")
    head = evening("handover", "--on", "2026-10-14", "--shift", "early").out.partition("Head ")[2].split()[0]
    assert "no row of a handover" in evening("handover", "--head", head).err
    assert evening("handover", "--head", head, "--on", "2026-10-14", "--shift", "early").err == ""
    closed = evening("handover", "--last").out.partition("Head ")[2].split()[0]
    assert evening("handover", "--head", closed).err == ""
