"""Facts from the chat client. Nine of ten events are one of these four."""

from typing import ClassVar

from kfterm.events.base import Event


class ChatWaiting(Event, frozen=True, tag="chat.waiting"):
    """The buyer said something to this account. The first unanswered message starts a round, the next do not."""

    KEY: ClassVar[str] = ""
    chat: str
    account: str
    store: str | None = None
    buyer: str | None = None
    order: str | None = None


class ChatAnswered(Event, frozen=True, tag="chat.answered"):
    """The shop answered; an automatic answer (`auto`) does not end a round."""

    chat: str
    staff: str | None = None
    auto: bool = False


class ChatTransferred(Event, frozen=True, tag="chat.transferred"):
    """Passed on to another account."""

    chat: str
    to_account: str


class ChatClosed(Event, frozen=True, tag="chat.closed"):
    """Over; a round that is still open then needed no answer."""

    chat: str
