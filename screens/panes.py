"""A whole screen of a title, a table or text, and a foot: what the month, the roster and the log have in common."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from kfterm.problems import Refused
from kfterm.words import Lang, Words
from screens.modals import help_modal
from screens.widgets.lines import TextLines

if TYPE_CHECKING:
    from screens.app import KftermApp


class PaneScreen(Screen[None]):
    """Leaves with Esc or q, back to where it was opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, id="pane.leave"),
        Binding("q", "leave", show=False, id="pane.quit"),
        Binding("question_mark", "help", show=False, id="pane.help"),
    ]
    KEYS: ClassVar[tuple[tuple[str, Words], ...]] = ()
    """The keys of the screen and what they do."""
    asking = False
    """Whether a dialogue runs that opens one question after the other: keys typed ahead are for it."""

    def begins(self, key: str) -> bool:
        """Whether a key certainly starts a dialogue here, so that what is typed after it in one burst waits."""
        return False

    DEFAULT_CSS = """
    PaneScreen { layout: vertical; }
    PaneScreen > .pane-line { height: 1; }
    """
    app: "KftermApp"

    @property
    def lang(self) -> Lang:
        """The language of the app."""
        return self.app.lang

    def pick(self, zh: str, en: str) -> str:
        """One of two texts."""
        return zh if self.lang == "zh" else en

    def head(self) -> TextLines:
        """The title line."""
        return TextLines(id="pane-head", classes="pane-line")

    def foot(self) -> TextLines:
        """The line with the keys."""
        return TextLines(id="pane-foot", classes="pane-line")

    def headline(self, text: str, more: str = "") -> None:
        """Write the title."""
        self.query_one("#pane-head", TextLines).set_lines([((f" {text}", "strong"), (f"  {more}", "dim"))])

    def keys(self, text: str, style: str = "dim") -> None:
        """Write the foot."""
        self.query_one("#pane-foot", TextLines).set_lines([((f" {text}", style),)])

    def refused(self, refusal: Refused) -> None:
        """Say in the foot why nothing was written."""
        says = [problem.says for problem in refusal.problems]
        self.keys(Words(" / ".join(w.zh for w in says), " / ".join(w.en for w in says)).pick(self.lang), "late")

    def action_help(self) -> None:
        """What works here."""
        self.app.push_screen(help_modal(self.KEYS, self.lang))

    def followed(self) -> None:
        """Another terminal wrote something; a screen that shows such things draws itself again."""

    def action_leave(self) -> None:
        """Back."""
        self.dismiss(None)
