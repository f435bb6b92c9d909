"""The text of a plan: where its keys stand, and what is wrong with one, told with its line and the nearest right name."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from parreform.catalog import nearest
from parreform.errors import UsageProblem
from parreform.settings import t

Place = tuple[str | int, ...]
"""Where something stands: `("years",)` at the top, `("chart", 1, "years")` in the second [[chart]]."""

_HEADER = re.compile(r"\s*\[{1,2}\s*([\w-]+)\s*\]{1,2}")


class Page:
    """A plan file as text and as parsed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            text = path.read_text(encoding="utf-8-sig")
            self.lines = text.splitlines()
            self.content: dict[str, Any] = tomllib.loads(text)
        except OSError as fault:
            raise UsageProblem(
                t(f"Không đọc được kế hoạch {path}: {fault.strerror}", f"Plan {path} cannot be read: {fault.strerror}"),
                "parreform export --example > parreform.toml",
            ) from fault
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise UsageProblem(
                t(f"Kế hoạch {path} không phải TOML: {fault}", f"Plan {path} is no TOML: {fault}"), "docs/export.md"
            ) from fault

    def wrong(self, place: Place, what: str, hint: str = "", name: str = "") -> NoReturn:
        """Stop with what is wrong at a place, and with the line on which `name` stands there."""
        line = line_of(self.lines, place, name)
        parts = [
            self.path.name,
            t(f"dòng {line}", f"line {line}") if line else "",
            *(p for p in place[-1:] if isinstance(p, str)),
        ]
        raise UsageProblem(f"{', '.join(p for p in parts if p)}: {what[:1].lower()}{what[1:]}", hint)

    def known(self, name: object, allowed: Iterable[str], place: Place, what: str = "") -> None:
        """Stop unless a name is one of those allowed; the nearest ones are told, else all."""
        among = tuple(allowed)
        if name in among:
            return
        near = nearest(str(name), {a: (a,) for a in among})
        quoted = ", ".join(f"“{n}”" for n in near)
        hint = (
            t(f"Có phải: {quoted}?", f"Did you mean: {quoted}?")
            if near
            else t("Có thể là: ", "Possible: ") + ", ".join(among)
        )
        self.wrong(place, what or t(f"không có “{name}”", f"there is no “{name}”"), hint, str(name))

    def keys(self, given: Iterable[str], allowed: Sequence[str], place: Place) -> None:
        """Stop at the first key that means nothing here."""
        for key in given:
            self.known(key, allowed, (*place, key), t(f"không có khóa “{key}” ở đây", f"there is no key “{key}” here"))


def line_of(lines: Sequence[str], place: Place, name: str = "") -> int:
    """The line of a key, or the one after it on which `name` stands; of a header where the key is missing; 0 for none."""
    section, key = (place[:2], place[2:]) if len(place) > 1 else ((), place)
    heads = [n for n, line in enumerate(lines) if _HEADER.match(line)]
    if section:
        own = [n for n in heads if _head(lines[n]) == section[0]]
        if int(section[1]) >= len(own):
            return 0
        start = own[int(section[1])]
    else:
        start = 0
    end = next((n for n in heads if n > start or (not section and n == start)), len(lines))
    at = next((n for n in range(start, end) if key and _defines(lines[n], str(key[0]))), None)
    if at is None:
        return start + 1 if section else 0
    return 1 + next((n for n in range(at, end) if name and name in lines[n]), at)


def _head(line: str) -> str:
    found = _HEADER.match(line)
    return found[1] if found else ""


def _defines(line: str, key: str) -> bool:
    return re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line) is not None
