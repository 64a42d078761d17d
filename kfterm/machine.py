"""What only this machine knows: who is logged in."""

import getpass


def system_user() -> str:
    """The user of the office server; empty where there is none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
