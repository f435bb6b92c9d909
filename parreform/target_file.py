"""An officer's own targets: a TOML file read whole, every fault told with its entry, line and the nearest right word."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from parreform.analysis.conditions import CONDITIONS, Accepts
from parreform.analysis.cut_targets import CUT_CONDITIONS
from parreform.analysis.targets import Wanted
from parreform.catalog import Catalog, nearest
from parreform.errors import InputRefused, UnknownName, UsageProblem
from parreform.rules import Rule
from parreform.settings import t
from parreform.staffing.terms import Terms

EVERY = "*"
"""Stands for every province of the year."""

WHO = ("unit", "group_of_units")
INDEX_KEYS = ("index", "component", "year")
CUT_KEYS = ("category", "baseline", "year")
SAID = ("name", "basis")
KEYS = tuple(dict.fromkeys((*SAID, *WHO, *INDEX_KEYS, *CUT_KEYS, *CONDITIONS, *CUT_CONDITIONS)))


@dataclass(frozen=True)
class Target:
    """One entry: all its conditions must hold. `years` is empty where the latest year held is meant.

    `units` are names as written, or `*`; else `group` is a group of units. A target on staffing has a `rule`, one on an index an `indicator`.
    `place` is the file and the line the entry begins in.
    """

    name: str = ""
    units: tuple[str, ...] = ()
    group: str = ""
    indicator: str = ""
    index: str = ""
    years: tuple[int, ...] = ()
    conditions: tuple[tuple[str, Wanted], ...] = ()
    rule: Rule | None = None
    basis: str = ""
    place: str = ""


class _Wrong(Exception):
    """What is wrong with one entry; never leaves this module."""


def read_targets(path: Path, catalog: Catalog) -> list[Target]:
    """The targets of a file; `InputRefused` with every fault where it has any."""
    entries, lines = _entries(path)
    found, faults = [], []
    for number, entry in enumerate(entries, start=1):
        line = lines[number - 1] if lines else 0
        place = f"{path.name}:{line}" if line else f"{path.name}"
        wrong = list(_faults(entry, catalog))
        faults += [f"{_whose(entry, number, line)}: {fault}" for fault in wrong]
        if not wrong:
            found.append(_target(entry, number, catalog, place))
    if faults:
        said = t(f"{len(faults)} chỗ sai, không xét chỉ tiêu nào", f"faults: {len(faults)}; no target is judged")
        raise InputRefused(
            path, message="\n  ✗ ".join((said, *faults)), hint="docs/targets.md; parreform targets --example"
        )
    return found


def _entries(path: Path) -> tuple[list[dict[str, Any]], list[int]]:
    """The entries of a file and, where each begins with `[[target]]`, their lines."""
    import tomllib

    if not path.is_file():
        raise UsageProblem(
            t(f"Không có tệp {path}", f"There is no file {path}"), "parreform targets --example > targets.toml"
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
        said = t(f"không đọc được: {fault}", f"unreadable: {fault}")
        raise InputRefused(path, message=said, hint="docs/targets.md") from fault
    entries = content.get("target", [])
    strange = [key for key in content if key != "target"]
    if strange or not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        said = (
            _unknown_key(strange[0], ("target",)) if strange else t("target phải là danh sách", "target must be a list")
        )
        raise InputRefused(
            path, message=said, hint=t("mỗi chỉ tiêu bắt đầu bằng [[target]]", "each target begins with [[target]]")
        )
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if re.match(r"\s*\[\[\s*target\s*\]\]", line)]
    return entries, lines if len(lines) == len(entries) else []


def _whose(entry: Mapping[str, Any], number: int, line: int) -> str:
    name = f" “{entry['name']}”" if isinstance(entry.get("name"), str) else ""
    where = t(f" (dòng {line})", f" (line {line})") if line else ""
    return t(f"mục {number}{name}{where}", f"entry {number}{name}{where}")


# --- what is wrong with an entry -------------------------------------------------------------------


def _faults(entry: dict[str, Any], catalog: Catalog) -> Iterator[str]:
    """Every fault of an entry, in words."""
    yield from (_unknown_key(key, KEYS) for key in entry if key not in KEYS)
    for check in (_who, _measured, _years, _wishes):
        try:
            check(entry, catalog)
        except _Wrong as fault:
            yield str(fault)
        except UnknownName as fault:
            yield f"{fault}. {fault.hint}" if fault.hint else str(fault)


def _who(entry: dict[str, Any], catalog: Catalog) -> None:
    """Whose target it is: known units, or a known group of units."""
    if "group_of_units" in entry:
        _known(entry, "group_of_units", [g.id for g in catalog.groups])
        return
    units = _list_of(entry, "unit", str)
    if not units:
        said = t('thiếu unit: tên tỉnh, danh sách tên, hoặc "*"', 'unit is missing: a name, a list of names, or "*"')
        raise _Wrong(said)
    for name in units:
        if name != EVERY:
            catalog.find_units(name)


def _measured(entry: dict[str, Any], catalog: Catalog) -> None:
    """What is measured: an index or one of its indicators, or a category of staff, never both."""
    if _on_staff(entry):
        mixed = [k for k in entry if k in CONDITIONS or k in ("index", "component")]
        if mixed:
            raise _Wrong(_both(mixed))
        _known(entry, "category", _categories(catalog))
        _need(entry, "baseline", int, t("năm gốc, như 2021", "the baseline year, as 2021"))
        _need(entry, "year", int, t("đến hết năm nào, như 2026", "by the end of which year, as 2026"))
        return
    index = catalog.index(_need(entry, "index", str, ", ".join(catalog.indices)))
    if "component" in entry:
        catalog.indicator(_need(entry, "component", str, "parreform indicators"), [index.id])


def _years(entry: dict[str, Any], _catalog: Catalog) -> None:
    for key in ("year", "baseline"):
        for year in _list_of(entry, key, int):
            if not 1990 <= year <= 2100:
                raise _Wrong(t(f"{key} = {year} không phải năm", f"{key} = {year} is no year"))


def _wishes(entry: dict[str, Any], _catalog: Catalog) -> None:
    """At least one condition, each wanting what its kind can have."""
    given = [k for k in entry if k in CONDITIONS or k in CUT_CONDITIONS]
    if not given:
        known = ", ".join(CUT_CONDITIONS if _on_staff(entry) else CONDITIONS)
        raise _Wrong(t(f"thiếu điều kiện, một trong: {known}", f"no condition, one of: {known}"))
    for key in given:
        accepts = CONDITIONS[key].accepts if key in CONDITIONS else "positive"
        if not _fits(entry[key], accepts):
            value = repr(entry[key]).replace("'", '"')
            raise _Wrong(t(f"{key} = {value}: cần {_words(accepts)}", f"{key} = {value}: wanted is {_words(accepts)}"))


def _fits(value: object, accepts: Accepts) -> bool:
    """Whether a value is of the sort that a condition wants."""
    if isinstance(accepts, tuple):
        return value in accepts
    if accepts == "label":
        return isinstance(value, str) and bool(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return accepts == "number" or (value > 0 and (accepts == "positive" or isinstance(value, int)))


def _words(accepts: Accepts) -> str:
    if isinstance(accepts, tuple):
        return t("một trong ", "one of ") + ", ".join(f'"{a}"' for a in accepts)
    return {
        "number": t("một số, như 85.5", "a number, as 85.5"),
        "positive": t("một số lớn hơn 0, như 10", "a number above 0, as 10"),
        "whole": t("một số nguyên lớn hơn 0, như 10", "a whole number above 0, as 10"),
        "label": t(
            'tên nhóm trong ngoặc kép, như "A"; hoặc "highest"', 'the label of a group in quotes, as "A"; or "highest"'
        ),
    }[accepts]


def _on_staff(entry: Mapping[str, Any]) -> bool:
    return any(k in entry for k in ("category", "baseline", *CUT_CONDITIONS))


def _both(keys: Iterable[str]) -> str:
    mixed = ", ".join(keys)
    return t(
        f"{mixed} là của chỉ số, không đi cùng chỉ tiêu biên chế: tách thành hai mục",
        f"{mixed} is of an index and does not go with a staffing target: make two entries",
    )


def _need(entry: Mapping[str, Any], key: str, kind: type, like: str) -> Any:
    """A value that must be there and of a type."""
    if key not in entry:
        raise _Wrong(t(f"thiếu {key} ({like})", f"{key} is missing ({like})"))
    value = entry[key]
    if not isinstance(value, kind) or isinstance(value, bool):
        raise _Wrong(t(f"{key} = {value!r} không đúng ({like})", f"{key} = {value!r} is wrong ({like})"))
    return value


def _list_of(entry: Mapping[str, Any], key: str, kind: type) -> list[Any]:
    """A value or a list of values of one type."""
    given = entry.get(key, [])
    values = given if isinstance(given, list) else [given]
    for value in values:
        if not isinstance(value, kind) or isinstance(value, bool):
            shape = (
                t("tên trong ngoặc kép", "a name in quotes")
                if kind is str
                else t("số năm, như 2025", "a year, as 2025")
            )
            raise _Wrong(t(f"{key} = {value!r}: cần {shape}", f"{key} = {value!r}: wanted is {shape}"))
    return values


def _known(entry: Mapping[str, Any], key: str, known: Iterable[str]) -> str:
    names = tuple(known)
    value = str(_need(entry, key, str, ", ".join(names)))
    if value not in names:
        raise UnknownName(key, value, nearest(value, {n: (n,) for n in names}) or names)
    return value


def _unknown_key(key: str, known: Iterable[str]) -> str:
    names = tuple(known)
    close = nearest(key, {name: (name, *_ALSO.get(name, ())) for name in names}) or names
    said = t(f"không có khóa “{key}”", f"there is no key “{key}”")
    return f"{said}; " + t("có phải: ", "did you mean: ") + ", ".join(close) + "?"


_ALSO: Mapping[str, tuple[str, ...]] = {
    "unit": ("units", "province", "provinces", "tỉnh", "đơn vị"),
    "index": ("indices", "chỉ số"),
    "component": ("indicator", "tiêu chí"),
    "year": ("years", "due", "năm"),
    "baseline": ("baseline_year", "năm gốc"),
    "rank_within": ("rank", "top", "rank_at_most", "hạng"),
    "score_at_least": ("score", "points_at_least", "điểm", "min_score"),
    "places_up_at_least": ("places_up", "up_at_least", "up_places", "lên bậc"),
    "cut_pct_at_least": ("cut", "cut_pct", "pct", "giảm"),
    "name": ("title", "tên"),
    "group": ("nhóm",),
    "category": ("loại",),
}
"""What people write instead of a key; only ever suggested."""


# --- entry -> target -------------------------------------------------------------------------------


def _target(entry: dict[str, Any], number: int, catalog: Catalog, place: str) -> Target:
    units, years = tuple(_list_of(entry, "unit", str)), tuple(_list_of(entry, "year", int))
    name, basis = str(entry.get("name", "")), str(entry.get("basis", ""))
    target = Target(name, units, entry.get("group_of_units", ""), years=years, basis=basis, place=place)
    if _on_staff(entry):
        return replace(target, rule=_rule(entry, name or f"{place} ({number})", basis or place))
    index = catalog.index(entry["index"]).id
    indicator = catalog.indicator(entry["component"], [index]).id if "component" in entry else index
    wanted = tuple((key, entry[key]) for key in CONDITIONS if key in entry)
    return replace(target, indicator=indicator, index=index, conditions=wanted)


def _rule(entry: Mapping[str, Any], name: str, basis: str) -> Rule:
    """An own target on staffing as the rule it is."""
    key, said = next((k, CUT_CONDITIONS[k]) for k in CUT_CONDITIONS if k in entry)
    pct = float(entry[key])
    named = {"wanted": f"{pct:g}", "baseline": entry["baseline"]}
    vi, en = (entry.get("name") or words.format_map(named) for words in (said.vi, said.en))
    return Rule(name, vi, en, (entry["category"],), (entry["baseline"],), entry["year"], pct, basis=basis)


def _categories(catalog: Catalog) -> list[str]:
    return list(Terms.of(catalog).categories)
