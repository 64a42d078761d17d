"""Where the shipped, read-only files are: inside the installed package, or beside it in a checkout."""

from functools import cache
from importlib.resources import files
from pathlib import Path


@cache
def data_folder() -> Path:
    """The folder `data/`."""
    installed = Path(str(files("kfterm"))) / "data"
    return installed if installed.is_dir() else Path(__file__).resolve().parent.parent / "data"
