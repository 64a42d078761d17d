"""The first minute: language, store, rulebook and what it asks for, the first people; then the floor opens."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from kfterm.clock import SystemClock
from kfterm.desk.desk import Desk
from kfterm.desk.found import found_store, missing_settings
from kfterm.desk.unsaid import UNKNOWN, unsaid_settings
from kfterm.events.base import Event
from kfterm.events.people import AccountAssigned, StaffJoined, UserMapped
from kfterm.folds.hours import parse_hours
from kfterm.folds.plan import SETTING
from kfterm.ids import is_plain
from kfterm.intake.files import import_files
from kfterm.log.connect import open_log
from kfterm.machine import system_user
from kfterm.papers.cells import wrap
from kfterm.problems import Refused
from kfterm.rulebook.load import files_of, load, shipped
from kfterm.rulebook.model import Setting
from kfterm.words import Lang, Words
from screens.modals import PickModal, ReadModal
from screens.text import safe
from screens.widgets.form import Field, FormModal
from screens.widgets.lines import TextLines
from screens.widgets.picker import PickItem

Answer = tuple[Lang, str] | None

_QUESTION = 56
"""Cells of a line of a question inside a form."""


class QuestionModal(FormModal):
    """One setting, with the question that the rulebook asks below it."""

    def __init__(self, setting: Setting, lang: Lang) -> None:
        question = wrap(safe(setting.zh if lang == "zh" else setting.en), _QUESTION)
        unknown = Words("还不知道", "not known yet").pick(lang)
        field = Field("setting", setting.key, required=True, hint=f"{setting.unit} · {UNKNOWN} = {unknown}")
        title = Words("必须回答的设置", "a setting that has to be answered").pick(lang)
        super().__init__(title, [field], lang=lang, foresee=lambda _: question)
        # it stands there before anything is typed
        self._preview = TextLines([[(line, "dim")] for line in question], classes="form-preview")


class SetupApp(App[Answer]):
    """Asks; answers with the language and whose hand it is, or None when nothing was set up."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+c", "quit", show=False, id="setup.quit")]

    def __init__(self, path: Path, lang: Lang) -> None:
        super().__init__()
        self._path = path
        self.lang: Lang = lang

    def on_mount(self) -> None:
        """One question after the other."""
        self.run_worker(self._ask(), exit_on_error=True)

    def _pick(self, zh: str, en: str) -> str:
        return Words(zh, en).pick(self.lang)

    async def _ask(self) -> None:
        languages = [PickItem("zh", "中文", "Chinese"), PickItem("en", "English", "英文")]
        picked = await self.push_screen_wait(PickModal("语言 / language", languages))
        if picked is None:
            self.exit(None)
            return
        self.lang = "en" if picked.key == "en" else "zh"
        made = False
        store = ""
        while not made:
            wanted = await self._rules(store)
            if wanted is None:
                self.exit(None)
                return
            store, rulebook, settings = wanted
            files = files_of(rulebook)
            found = partial(found_store, self._path, SystemClock(), files, store=store, settings=settings)
            made = await self._try(found)
        self.exit((self.lang, await self._people()))

    async def _rules(self, store: str) -> tuple[str, str, dict[str, str]] | None:
        title = self._pick("店铺", "store")
        fields = [Field("store", self._pick("店铺名", "name of the store"), store, required=True)]
        answers = await self.push_screen_wait(FormModal(title, fields, lang=self.lang))
        if answers is None:
            return None
        items = []
        for key in shipped():
            words = load(files_of(key)).head.title.words
            items.append(PickItem(key, words.pick(self.lang), key, search=f"{words.zh} {words.en} {key}"))
        while True:
            picked = await self.push_screen_wait(PickModal(self._pick("规则书", "rulebook"), items))
            if picked is None:
                return None
            required = await self._required(picked.key)
            if required is not None:
                return answers["store"], picked.key, required | await self._settings(picked.key, required)

    async def _required(self, rulebook: str) -> dict[str, str] | None:
        """What the rulebook cannot do without, one question each; None when one was left unanswered."""
        found: dict[str, str] = {}
        for setting in unsaid_settings(load(files_of(rulebook)), ()):
            answers = await self.push_screen_wait(QuestionModal(setting, self.lang))
            if answers is None:
                return None
            found[setting.key] = "" if answers["setting"] == UNKNOWN else answers["setting"]
        return found

    async def _settings(self, rulebook: str, said: dict[str, str]) -> dict[str, str]:
        """What else the text asks for; a key that stands for many is typed as NAME=VALUE, separated by commas."""
        fields: list[Field] = []
        keys: dict[str, str] = {}
        for setting in missing_settings(load(files_of(rulebook)), {}):
            if setting.key in said:
                continue
            hint = f"{self._pick('名', 'NAME')}={setting.unit}, …" if setting.key.endswith("*") else setting.unit
            keys[f"setting-{len(keys)}"] = setting.key  # the name of an input has neither point nor star
            check = self._named(setting) if setting.key.endswith("*") else None
            fields.append(Field(f"setting-{len(fields)}", setting.key, hint=hint, check=check))
        if not fields:
            return {}
        title = self._pick("这本规则书要的设置(可以以后再设)", "what this rulebook asks for (can be set later)")
        answers = await self.push_screen_wait(FormModal(title, fields, lang=self.lang)) or {}
        found: dict[str, str] = {}
        for field, text in answers.items():
            key = keys[field]
            if not key.endswith("*") and text:
                found[key] = text
            for part in text.replace("，", ",").split(",") if key.endswith("*") else ():
                name, equals, value = (each.strip() for each in part.partition("="))
                if equals:
                    found[name if name.startswith(key[:-1]) else key[:-1] + name] = value
        return found

    def _named(self, setting: Setting) -> Callable[[str], str | None]:
        """Every part says what it is for: `day=08:30-17:30`."""
        shift = setting.key == SETTING + "*"
        example = "day=08:30-17:30, late=15:00-24:00" if shift else self._pick("名=值, 名=值", "NAME=VALUE, NAME=VALUE")

        def check(text: str) -> str | None:
            for part in filter(None, (each.strip() for each in text.replace("，", ",").split(","))):
                name, _, value = (each.strip() for each in part.partition("="))
                if not name or not value or (shift and parse_hours(value, name, name) is None):
                    return self._pick(f"{part} 应如 {example}", f"{part} should be like {example}")
            return None

        return check

    async def _people(self) -> str:
        """The first people, typed one by one or from a file; the first typed is whose hand this is."""
        hand = ""
        with open_log(self._path) as log:
            desk = Desk(log, SystemClock())
            while True:
                items = [
                    PickItem("type", self._pick("输入一个人", "type a person"), search="输入 type sr"),
                    PickItem("file", self._pick("从文件导入", "import from a file"), search="导入 import dr"),
                    PickItem("done", self._pick("好了,打开现场", "done, open the floor"), search="好了 done hl"),
                ]
                count = len(desk.live.shop.people.staff)
                title = self._pick(f"人员({count})", f"people ({count})")
                picked = await self.push_screen_wait(PickModal(title, items))
                if picked is None or picked.key == "done":
                    return hand
                if picked.key == "file":
                    await self._import(desk)
                else:
                    hand = await self._person(desk, first=not hand) or hand

    async def _import(self, desk: Desk) -> None:
        field = Field("path", self._pick("文件", "file"), required=True)
        answers = await self.push_screen_wait(FormModal(self._pick("导入", "import"), [field], lang=self.lang))
        if answers:
            await self._try(lambda: import_files(desk, [Path(answers["path"]).expanduser()]))

    async def _person(self, desk: Desk, *, first: bool) -> str:
        def plain(text: str) -> str | None:
            return None if is_plain(text) else self._pick("不能有空格", "no spaces")

        roles = ("lead", "agent", "presales", "aftersales", "supervisor", "manager", "training_specialist")
        you = self._pick("你自己", "yourself") if first else self._pick("一个人", "a person")
        fields = [
            Field("name", self._pick("姓名", "name"), required=True),
            Field("staff", self._pick("编号", "staff id"), required=True, check=plain),
            Field("role", self._pick("岗位", "role"), "lead" if first else "agent", choices=roles),
            Field("account", self._pick("旺旺号", "chat account")),
        ]
        answers = await self.push_screen_wait(FormModal(you, fields, lang=self.lang))
        if answers is None:
            return ""
        staff = answers["staff"]
        wanted: list[Event] = [StaffJoined(staff=staff, name=answers["name"], roles=(answers["role"],))]
        if answers["account"]:
            wanted.append(AccountAssigned(account=answers["account"], staff=staff))
        if first and system_user():
            wanted.append(UserMapped(user=system_user(), staff=staff))
        return staff if await self._try(lambda: desk.say(*wanted)) else ""

    async def _try(self, act: object) -> bool:
        """Do it; show every problem when it was refused."""
        try:
            act()  # type: ignore[operator]
        except Refused as refused:
            lines = [((problem.pick(self.lang), "late"),) for problem in refused.problems]
            await self.push_screen_wait(ReadModal(self._pick("没有写入", "nothing was written"), lines))
            return False
        return True


def set_up(path: Path, lang: Lang) -> Answer:
    """Ask for everything a new store needs; None when it was left."""
    return SetupApp(path, lang).run()
