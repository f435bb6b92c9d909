"""Where things live and which language people read: the only place that looks at the environment."""

import os
from pathlib import Path
from typing import Literal

Language = Literal["vi", "en"]

PACKAGE = Path(__file__).resolve().parent
_language: Language = "vi"


def set_language(language: Language) -> None:
    """Choose the language of everything printed from now on."""
    global _language
    _language = language


def language() -> Language:
    """The language of output: `vi` unless `--lang` or `PARREFORM_LANG` says otherwise."""
    return _language


def language_from(arguments: list[str]) -> Language:
    """Find the language before options are parsed, so that `--help` itself can speak it."""
    for position, word in enumerate(arguments):
        if word == "--":
            break
        if word == "--lang" and position + 1 < len(arguments):
            return "en" if arguments[position + 1] == "en" else "vi"
        if word.startswith("--lang="):
            return "en" if word == "--lang=en" else "vi"
    return "en" if os.environ.get("PARREFORM_LANG") == "en" else "vi"


def t(vi: str, en: str) -> str:
    """The text in the current language; both stand side by side where they are used."""
    return en if _language == "en" else vi


def data_dir() -> Path:
    """The user's data folder: `PARREFORM_HOME`, else the platform's own place."""
    chosen = os.environ.get("PARREFORM_HOME")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_dir

    return Path(user_data_dir("parreform", appauthor=False))


def database(option: str | None = None) -> str:
    """The database to use, a path or a URL: the option, then `PARREFORM_DB`, then the default file."""
    return option or os.environ.get("PARREFORM_DB") or str(data_dir() / "parreform.db")


def user_definitions() -> Path:
    """Folder of the user's own indices, editions, units and groups, read after ours."""
    chosen = os.environ.get("PARREFORM_DEFINITIONS")
    return Path(chosen) if chosen else data_dir() / "definitions"


def packaged(name: str) -> Path:
    """A folder shipped with the program, from the wheel or from the checkout it is run in."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
