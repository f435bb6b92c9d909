"""Saved layouts: options settled once for a shape of file, used by themselves for the next file of that shape.

One readable TOML file each, in the user's folder `layouts/`; copying a colleague's file there is enough.
The shape is what headings and titles say, without numbers and years, and the index the file itself names: a layout
never overrules a file that names another index, and never brings an index to one whose titles speak of something
else. A layout never holds a year, nor the year that cut posts are compared with: the next stage has another one.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from parreform import settings
from parreform.catalog import Catalog
from parreform.dating import year_of
from parreform.errors import InputRefused, UnknownName, UsageProblem
from parreform.evidence import about_results, indices_of
from parreform.export import Listing
from parreform.files import write_whole
from parreform.findings import Finding
from parreform.hints import Hints
from parreform.labels import label_key
from parreform.layouts import LAYOUTS, Table, identify
from parreform.measures import is_numbering, is_scale
from parreform.settings import t
from parreform.text import fold
from parreform.workbook import Grid
from parreform.year_blocks import each_year

_WORD = re.compile(r"[^\W\d_]+")
_OF_ANY_TABLE = frozenset(
    "bang bieu mau phu luc so lieu thu lan tong hop ket qua chi diem xep hang nam quy thang cua cac va theo tinh thanh pho"
    " don vi i ii iii iv v vi vii viii ix x sheet trang table score rank results result of the and year".split()
)
"""Words of titles, folded, that say nothing of what a table is about."""
_NAME = re.compile(r"[\w-][\w .-]{0,59}")
_OPTIONS = ("index", "sheet", "layout", "decimal", "kind")
_HEAD = "# Cách bày đã lưu của parreform (saved layout): chép tệp này vào thư mục layouts của đồng nghiệp là dùng được."


class Outline(NamedTuple):
    """What is remembered of a table: the index it names itself, its folded headings, the telling words of its titles."""

    index_named: str
    headings: str
    titles: str = ""

    @property
    def subject(self) -> frozenset[str]:
        """The words of the titles as they are compared."""
        return frozenset(map(fold, self.titles.split()))


@dataclass(frozen=True, slots=True)
class SavedLayout:
    """Options for one shape of file.

    `asks_year` tells that the file it was made from did not give its year, `asks_baseline` that the year which its
    figures are compared with was an option.
    A `fingerprint` have those saved before titles counted: a digest of the other parts of all outlines.
    """

    name: str
    made_on: date
    made_from: str
    tables: frozenset[Outline]
    hints: Hints
    asks_year: bool = False
    asks_baseline: bool = False
    fingerprint: str = ""

    def fits(self, found: frozenset[Outline]) -> bool:
        """Whether the tables of a file have the same headings and name the same index."""
        if self.fingerprint:
            return self.fingerprint == _fingerprint(found)
        return bool(found) and {o[:2] for o in found} == {o[:2] for o in self.tables}

    def speaks_of(self, found: frozenset[Outline]) -> bool:
        """Whether their titles speak of what those of the remembered file did; asked where the layout brings the index or the kind."""
        if self.fingerprint:
            return not any(o.subject for o in found)
        return {(o[:2], o.subject) for o in found} == {(o[:2], o.subject) for o in self.tables}

    @property
    def options(self) -> str:
        """The options as typed."""
        given = [f"--{o} {value}" for o in _OPTIONS for value in _each(getattr(self.hints, o))]
        asked = {"--year ?": self.asks_year, "--baseline ?": self.asks_baseline}
        return " ".join([*given, *(option for option, asks in asked.items() if asks)])


def _each(value: str | Sequence[str]) -> Sequence[str]:
    """The values of an option that may be given once or several times, or not at all."""
    return value if not isinstance(value, str) else [value] if value else []


def folder() -> Path:
    """Where saved layouts live."""
    return settings.data_dir() / "layouts"


# --- the shape of a file -----------------------------------------------------------------------


def shape(grids: Sequence[Grid], file_name: str, catalog: Catalog, sheets: Sequence[str] = ()) -> frozenset[Outline]:
    """The tables of a file, or of some of its sheets, in outline."""
    return frozenset(_outline(table, file_name, catalog) for table in _tables(grids, catalog, sheets))


def _tables(grids: Sequence[Grid], catalog: Catalog, sheets: Sequence[str]) -> list[Table]:
    chosen = _called(grids, sheets) if sheets else [g for g in grids if not g.hidden]
    return [table for grid in chosen for table in identify(grid, catalog)]


def _outline(table: Table, file_name: str, catalog: Catalog) -> Outline:
    told = indices_of(table, file_name, catalog, Hints())
    used = [c for c in table.paths if any(table.grid.rows[r][c] is not None for r in table.rows)]
    labels = (" / ".join(k for p in table.paths[c] if (k := _heading_key(p))) for c in used)
    index = "" if isinstance(told, Finding) else " ".join(told)
    return Outline(index, " | ".join(label for label in labels if label), _words_of_titles(table, catalog))


def _words_of_titles(table: Table, catalog: Catalog) -> str:
    """What titles and the sheet's name speak of: without numbers and years, papers, and words of any table."""
    about = about_results((*table.titles, *table.sheet_titles), catalog)
    texts = (*(left for _, left in about), table.grid.sheet)
    words = (word.lower() for text in texts for word in _WORD.findall(text))
    return " ".join(dict.fromkeys(w for w in words if fold(w) not in _OF_ANY_TABLE))


def _called(grids: Sequence[Grid], sheets: Sequence[str]) -> list[Grid]:
    """The sheets of some names; where they are not there, as many that are called so with another year."""
    same, alike = ([g for g in grids if key(g.sheet) in set(map(key, sheets))] for key in (fold, label_key))
    return next((found for found in (same, alike) if len(found) == len(sheets)), [])


def _heading_key(label: str) -> str:
    return "" if is_scale(label) or is_numbering(label) else label_key(label)


# --- using -------------------------------------------------------------------------------------


def settle(grids: Sequence[Grid], file_name: str, catalog: Catalog, hints: Hints) -> tuple[Hints, list[Finding]]:
    """The options to read a file with: those given, or those of the one saved layout of its shape.

    A layout is used only where nothing but the years was given, and a finding says so.
    """
    if hints.of_shape != Hints() or not folder().is_dir():
        return hints, []
    known = read_all(catalog)
    shapes = {s: shape(grids, file_name, catalog, s) for s in {layout.hints.sheet for layout in known}}
    alike = [layout for layout in known if layout.fits(shapes[layout.hints.sheet])]
    fitting = [x for x in alike if not (x.hints.index or x.hints.kind) or x.speaks_of(shapes[x.hints.sheet])]
    if len({layout.hints for layout in fitting}) > 1:
        names = ", ".join(f"{x.name} ({x.options})" for x in fitting)
        return hints, [Finding("layout-conflict", facts={"names": names})]
    if not fitting:
        return hints, [_of_other_titles(layout, shapes[layout.hints.sheet]) for layout in alike]
    used = fitting[0]
    note = Finding("layout-used", facts={"name": used.name, "options": used.options})
    sheets = tuple(g.sheet for g in _called(grids, used.hints.sheet))
    kept = replace(used.hints, sheet=sheets)
    return replace(kept, year=hints.year, baseline=hints.baseline, accept=hints.accept), [note]


def _of_other_titles(layout: SavedLayout, found: frozenset[Outline]) -> Finding:
    ours, theirs = ("; ".join(sorted({o.titles for o in some if o.titles})) or "-" for some in (found, layout.tables))
    facts = {"name": layout.name, "seen": ours, "expected": theirs, "options": layout.options}
    return Finding("layout-unused", facts=facts)


def _fingerprint(found: frozenset[Outline]) -> str:
    lines = sorted({f"{o.index_named}: {o.headings}" for o in found})
    return blake2b("\n".join(lines).encode(), digest_size=12).hexdigest() if lines else ""


# --- keeping -----------------------------------------------------------------------------------


def check_name(name: str, files: Sequence[Path], hints: Hints) -> None:
    """Refuse before the import what could not be saved after it."""
    if not _NAME.fullmatch(name) or name != name.strip(" .") or name in LAYOUTS:
        raise UsageProblem(
            t(f"“{name}” không dùng làm tên được", f"“{name}” cannot be a name"),
            t("Chữ, số, dấu gạch nối; không trùng cách bày có sẵn", "Letters, digits, hyphens; no built-in layout"),
        )
    if len(files) != 1 or files[0].is_dir():
        raise UsageProblem(t("--save-layout cần đúng một tệp", "--save-layout takes exactly one file"))
    if not any(getattr(hints, option) for option in _OPTIONS):
        raise UsageProblem(
            t("Không có tùy chọn nào để lưu", "There are no options to save"),
            "--index, --sheet, --layout, --decimal, --kind",
        )


def remember(name: str, path: Path, grids: Sequence[Grid], catalog: Catalog, hints: Hints) -> Path:
    """Save the options that settled a file under a name; the years themselves are never kept."""
    tables = shape(grids, path.name, catalog, hints.sheet)
    target = folder() / f"{name}.toml"
    before = _read(target, catalog) if target.exists() else None
    if before and not (before.fits(tables) and (before.fingerprint or before.speaks_of(tables))):
        raise UsageProblem(
            t(f"Đã có cách bày “{name}” cho bảng khác", f"There is a layout “{name}” for another table"),
            t(f"Chọn tên khác, hoặc parreform layouts --remove {name}", f"parreform layouts --remove {name}"),
        )
    asks = hints.year is not None and not _tells_year(path, grids, catalog, hints.sheet)
    today = datetime.now(UTC).date()
    layout = SavedLayout(name, today, path.name, tables, hints.of_shape, asks, hints.baseline is not None)
    write_whole(target, _toml(layout).encode("utf-8"))
    return target


def _tells_year(path: Path, grids: Sequence[Grid], catalog: Catalog, sheets: Sequence[str]) -> bool:
    """Whether every table of a file gives its year without an option."""
    tables = each_year(_tables(grids, catalog, sheets))
    return not any(isinstance(year_of(table, path.name, catalog, Hints()), Finding) for table in tables)


def _toml(layout: SavedLayout) -> str:
    """TOML takes the strings of JSON as they are."""
    lines = [
        _HEAD,
        f"name = {json.dumps(layout.name, ensure_ascii=False)}",
        f"made_on = {layout.made_on.isoformat()}",
        f"made_from = {json.dumps(layout.made_from, ensure_ascii=False)}",
        f"asks_year = {str(layout.asks_year).lower()}",
        *(["asks_baseline = true"] if layout.asks_baseline else []),
    ]
    for table in sorted(layout.tables):
        lines += ["", "[[table]]", *_lines(table._asdict())]
    given = {option: value for option in _OPTIONS if (value := getattr(layout.hints, option))}
    lines += ["", "[options]", *_lines(given)]
    return "\n".join(lines) + "\n"


def _lines(values: Mapping[str, str | Sequence[str]]) -> list[str]:
    return [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]


def remove(name: str) -> None:
    """Take a saved layout away, readable or not."""
    known = {path.stem: path for path in folder().glob("*.toml")}
    if name not in known:
        raise UnknownName(t("cách bày đã lưu", "saved layout"), name, tuple(known))
    known[name].unlink()


# --- reading -----------------------------------------------------------------------------------


def read_all(catalog: Catalog) -> list[SavedLayout]:
    """Every saved layout by file name. A file that is none raises `InputRefused`."""
    return [_read(path, catalog) for path in sorted(folder().glob("*.toml"))]


def _read(path: Path, catalog: Catalog) -> SavedLayout:
    import tomllib

    try:
        return _layout_of(tomllib.loads(path.read_text(encoding="utf-8")), path, catalog)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, UnknownName) as fault:
        what = t(f"thiếu {fault}", f"{fault} is missing") if isinstance(fault, KeyError) else str(fault)
        raise InputRefused(
            path,
            message=t(f"cách bày đã lưu không đọc được: {what}", f"the saved layout is unreadable: {what}"),
            hint=t(
                f"Sửa tệp trong {path.parent}, hoặc parreform layouts --remove {path.stem}",
                f"Mend the file in {path.parent}, or parreform layouts --remove {path.stem}",
            ),
        ) from fault


def _layout_of(values: dict[str, Any], path: Path, catalog: Catalog) -> SavedLayout:
    options = dict(values["options"])
    unknown = [o for o in options if o not in _OPTIONS]
    choices = {"layout": tuple(LAYOUTS), "decimal": ("comma", "point"), "kind": _kinds(options, catalog)}
    wrong = [o for o, known in choices.items() if options.get(o, "") not in ("", *known)]
    sheets = options.pop("sheet", ())
    told = (*options.values(), *_each(sheets))
    if unknown or wrong or not told or not all(isinstance(v, str) for v in told):
        raise ValueError(t("[options] không đúng", "[options] is wrong") + f": {', '.join(unknown + wrong) or '-'}")
    index = catalog.index(options["index"]).id if options.get("index") else ""
    hints = Hints(**{**options, "index": index, "sheet": tuple(_each(sheets))})
    return SavedLayout(
        path.stem,
        date.fromisoformat(str(values["made_on"])),
        str(values.get("made_from", "")),
        _outlines_of(values),
        hints,
        values.get("asks_year") is True,
        values.get("asks_baseline") is True,
        "" if "table" in values else str(values["fingerprint"]),
    )


def _kinds(options: Mapping[str, object], catalog: Catalog) -> tuple[str, ...]:
    """The kinds of staffing figures, asked for only by a layout that holds one: they are loaded then."""
    if not options.get("kind"):
        return ()
    from parreform.staffing.terms import Terms

    return tuple(Terms.of(catalog).kinds)


def _outlines_of(values: dict[str, Any]) -> frozenset[Outline]:
    """The remembered tables; of a layout saved before titles counted its headings, to be shown."""
    if "table" not in values:
        return frozenset(Outline("", str(headings)) for headings in values.get("headings", ()))
    return frozenset(Outline(*(str(table.get(part, "")) for part in Outline._fields)) for table in values["table"])


def layout_listing(catalog: Catalog) -> Listing:
    """Built-in layouts and saved ones: what each means and where it is used."""
    columns = ("layout", "kind", "what", "used")
    rows: list[list[str]] = []
    for layout in LAYOUTS.values():
        words = t(layout.vi, layout.en)
        what, _, used = (words, "", "") if layout.needs else words.partition(": ")
        rows.append([layout.name, "built-in", what, used])
    for own in read_all(catalog):
        headings = "; ".join(sorted({table.headings for table in own.tables}))
        used = f"{own.made_from} ({own.made_on.isoformat()}): {headings}"
        rows.append([own.name, "saved", own.options, used if len(used) <= 160 else used[:159] + "…"])
    return Listing("layouts", columns, rows)
