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


def language_asked(option: str) -> bool:
    """Whether the user chose the language, by the option or `PARREFORM_LANG`."""
    return bool(option or os.environ.get("PARREFORM_LANG"))


def t(vi: str, en: str) -> str:
    """The text in the current language; both stand side by side where they are used."""
    return en if _language == "en" else vi


def data_dir() -> Path:
    """The user's data folder: `PARREFORM_HOME`, else the platform's own place."""
    chosen = os.environ.get("PARREFORM_HOME")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_dir

    found = Path(user_data_dir("parreform", appauthor=False))
    # a process without a home gets "~/…" back: nothing must ever be written into a folder of that name
    return found if found.is_absolute() else Path(os.devnull, "parreform")


def database(option: str | None = None) -> str:
    """The database to use, a path or a URL: the option, then `PARREFORM_DB`, then the default file."""
    return option or os.environ.get("PARREFORM_DB") or str(data_dir() / "parreform.db")


def user_definitions() -> Path:
    """Folder of the user's own indices, editions, units and groups, read after ours."""
    chosen = os.environ.get("PARREFORM_DEFINITIONS")
    return Path(chosen) if chosen else data_dir() / "definitions"


def environment() -> dict[str, str]:
    """The variables that say where things live and which language is spoken, as they are set now."""
    names = ("PARREFORM_HOME", "PARREFORM_DEFINITIONS", "PARREFORM_LANG")
    found = {name: os.environ[name] for name in names if os.environ.get(name)}
    return {n: v if n == "PARREFORM_LANG" else str(Path(v).expanduser().absolute()) for n, v in found.items()}


def prepare_drawing() -> None:
    """Give matplotlib a folder to keep its list of fonts in where there is no home; call it before its import.

    Without one it would speak of it on every run, and list the fonts anew.
    """
    import logging

    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises where there is none
    if "MPLCONFIGDIR" in os.environ or (os.path.isdir(home) and os.access(home, os.W_OK)):  # noqa: PTH112
        return
    folder = data_dir() / "cache" / "matplotlib"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    os.environ["MPLCONFIGDIR"] = str(folder)


def packaged(name: str) -> Path:
    """A folder shipped with the program, from the wheel or from the checkout it is run in."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name
