"""Faults of data as values: a code, where it was seen, and the words people read about it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from parreform.kinds import KINDS, Kind, Severity
from parreform.settings import t
from parreform.text import local_number, printable

__all__ = ["KINDS", "Finding", "Kind", "Severity", "accept", "acceptable"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place. `facts` fill the template of its code; an `accepted` one was confirmed by the user."""

    code: str
    sheet: str = ""
    cell: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    accepted: bool = False

    @property
    def kind(self) -> Kind:
        """The meaning of the code."""
        return KINDS[self.code]

    @property
    def severity(self) -> Severity:
        """`error` refuses the file, `warning` is stored with it, `note` tells what was done."""
        return "warning" if self.accepted else self.kind.severity

    @property
    def message(self) -> str:
        """What is wrong, in the current language; with how many cells more of its column, where they are `alike`."""
        text, alike = t(self.kind.vi, self.kind.en).format_map(_in_words(self.facts)), self.facts.get("alike")
        more = t(f"; {alike} ô khác của cột này cũng vậy", f"; so it is in {alike} more cells of this column")
        return text + more if alike else text

    @property
    def suggestion(self) -> str:
        """What to do about it; empty where nothing is to be done."""
        if self.accepted:
            return t(f"Đã xác nhận bằng --accept {self.code}", f"Confirmed by --accept {self.code}")
        if self.facts.get("suggestion") == "":
            return t(self.kind.none_vi, self.kind.none_en).format_map(_in_words(self.facts))
        return t(self.kind.todo_vi, self.kind.todo_en).format_map(_in_words(self.facts))


def acceptable() -> tuple[str, ...]:
    """The codes that `--accept` takes."""
    return tuple(code for code, kind in KINDS.items() if kind.acceptable)


def accept(findings: Iterable[Finding], codes: Collection[str]) -> list[Finding]:
    """Findings with those accepted whose code was confirmed, where it is one that may be."""
    return [replace(f, accepted=True) if f.code in codes and f.kind.acceptable else f for f in findings]


def _in_words(facts: Mapping[str, object]) -> dict[str, object]:
    """Facts as people read them: numbers in the style of the language, texts of cells as they may be shown."""
    return {name: _in_word(fact) for name, fact in facts.items()}


def _in_word(fact: object) -> object:
    if isinstance(fact, str):
        return printable(fact)
    return local_number(fact) if isinstance(fact, float | Decimal) else fact
