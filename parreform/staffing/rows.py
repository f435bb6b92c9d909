"""The rows of a staffing table: whose they are, of which category, and which are parts of the row above."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from parreform.catalog import Catalog
from parreform.labels import split_label
from parreform.numerals import missing_reason
from parreform.staffing.cells import figure_of, number_of
from parreform.staffing.nesting import divides, is_below, is_section, may_be_below, style_of
from parreform.staffing.tables import StaffTable, unit_named
from parreform.staffing.terms import Category, Reason, Terms, bare_label, is_of_which
from parreform.staffing.whose import is_within
from parreform.text import squeeze
from parreform.wording import sums_up

_DASHED = re.compile(r"^\s*[-+*•–]")
_DASHES = "-+*•– "
_BODIES = "Bộ|Sở|Ban|Cục|Chi cục|Tổng cục|UBND|Ủy ban|Trung ương|Ministry|Department|tỉnh|thành phố"
_TOWARDS_BODY = re.compile(
    rf"(?:sang|về|cho|đến|từ|to|from)\s+((?:(?:the)\s+)?(?:{_BODIES})\b[^();,:]*)", re.IGNORECASE
)
_TOWARDS_NAME = re.compile(r"(?:sang|về|cho|đến|từ|to|from)\s+([A-ZĐ][^();,:]*)")
_ORDINALS = re.compile(r"\(?(?:\d{1,3}|[IVXivx]{1,5}|[A-Ha-h])[.)]?")


class Head(NamedTuple):
    """The row, with figures or without, that rows `trong đó` below it are parts of."""

    number: int = -1
    label: str = ""


_NOTHING = Head()


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds figures. `unit` is a name as printed; `reason` is set for a part of the row above.

    `label` is what names the row, at column `at`: of several texts the one that names nothing we know, which `unknown`
    tells, else the last. `head` is the row that a part is of, else the row itself; `total` that it sums the units of the table. `own_category` tells that the category stands in the row itself. `section` is the row above that
    leaves open what the figures are of, `part_of` the category of the row above that this row is a part of.
    """

    number: int
    unit: str = ""
    category: str = ""
    reason: Reason | None = None
    label: str = ""
    at: int = 0
    unknown: bool = False
    total: bool = False
    own_category: bool = False
    section: str = ""
    part_of: str = ""
    style: str = ""
    head: Head = _NOTHING

    @property
    def counterparty(self) -> str:
        """The body that posts went to or came from, where the label names one."""
        match = _TOWARDS_BODY.search(self.label) or _TOWARDS_NAME.search(self.label)
        name = squeeze(match[1]).strip(" .") if match else ""
        return name.title() if name.isupper() and " " in name else name


def counterparty_in(label: str) -> str:
    """The body a heading or label names after `sang`, `về`, `từ`."""
    return Row(0, label=label).counterparty


@dataclass(slots=True)
class _Context:
    """What rows without figures, and rows above, say of those that follow. `fields` tells that the last one was a field."""

    unit: str = ""
    category: str = ""
    parent: str = ""
    within: bool = False
    section: str = ""
    section_style: str = ""
    parent_style: str = ""
    fields: bool = False


class RowReader:
    """Walks down the rows of a table."""

    def __init__(self, table: StaffTable, catalog: Catalog) -> None:
        self.table, self.catalog = table, catalog
        self.terms = Terms.of(catalog)
        self.context, self.head = _Context(parent=self._divided()), _NOTHING
        self.labels = _label_columns(table)
        self.summed = self._summed()

    def _divided(self) -> str:
        """The one category that titles name, where rows may be its fields: `Y tế` below `SỐ ĐƠN VỊ SỰ NGHIỆP CÔNG LẬP`."""
        titled = self.table.about.categories
        fields = any(c.parent in titled and c.within for c in self.terms.categories.values())
        return titled[0] if len(titled) == 1 and fields and "unit" not in self.table.roles else ""

    def _summed(self) -> str:
        """The category that `Tổng cộng` means where rows name nothing but fields of it; else empty.

        Where titles do not name it, the fields must be all that the sum is of.
        """
        if "unit" in self.table.roles:
            return ""
        titled = self._divided()
        named = {
            r: c for r in self.table.rows for _, x in self._texts(r) if (c := self._category(x, titled)) is not None
        }
        sums = [r for r, c in named.items() if c.id == "all"]
        parents = {c.parent for r, c in named.items() if r not in sums}
        parent = parents.pop() if sums and len(parents) == 1 else ""
        return parent if parent == titled or self._adds_up(sums, named.keys() - {*sums}) else ""

    def _adds_up(self, sums: Sequence[int], rows: Collection[int]) -> bool:
        """Whether the figures of several rows make that of the sum in the first column of values."""
        position = min(self.table.values, default=0)
        total, *parts = (
            sum(n.value for r in some if (n := number_of(self.table.grid.rows[r][position], "assigned")))
            for some in (sums[:1], *([r] for r in rows))
        )
        return len(parts) > 1 and 0 < total == sum(parts)

    def rows(self) -> Iterator[Row]:
        """Every row with figures."""
        for number in self.table.rows:
            row = self._row(number)
            if row is not None:
                yield row

    def _row(self, number: int) -> Row | None:
        texts, cells = self._texts(number), self.table.grid.rows[number]
        merged = {x for _, x in texts}
        said = [v for v in (cells[p] for p in self.table.values) if not (isinstance(v, str) and squeeze(v) in merged)]
        found = self._read(number, texts)
        if all(missing_reason(v) is not None for v in said) and not self.table.uncached(number, self.table.values):
            self._remember(number, texts, found.style, empty=all(v is None for v in said))
            return None
        self._follow(found)
        if found.reason is None:
            self.head = Head(number, found.label)
        return replace(found, head=self.head)

    def _texts(self, number: int) -> list[tuple[int, str]]:
        regions = [p for p, c in self.table.columns.items() if c.role == "region"]
        return self._texts_in(number, self.labels) or self._texts_in(number, regions)  # a region sums its provinces up

    def _texts_in(self, number: int, columns: Iterable[int]) -> list[tuple[int, str]]:
        row = self.table.grid.rows[number]
        cells = [(c, squeeze(v)) for c in columns if isinstance(v := row[c], str) and squeeze(v)]
        seen: dict[str, int] = {}
        for position, text in cells:
            seen.setdefault(text, position)
        return [(p, x) for x, p in seen.items() if not _ORDINALS.fullmatch(x) and x.strip(_DASHES)]

    def _read(self, number: int, texts: list[tuple[int, str]]) -> Row:
        """The row as its labels name it, completed by what stands above it."""
        unit, category, reason = "", None, None
        label, at, unknown = "", self.labels[0] if self.labels else 0, False
        style = style_of(self.table.grid.rows[number][p] for p in self.labels)
        within = self.context.within or style == "dash" or any(is_of_which(x) or _DASHED.match(x) for _, x in texts)
        below = self.context.parent if within or (len(texts) == 1 and self._may_be_field(texts[0][1], style)) else ""
        for position, text in texts:
            said = self._meaning(text, position, within, below)
            if not unknown or isinstance(said, Reason):
                label, at = text, position
            if isinstance(said, str):
                unit = said
            elif isinstance(said, Category):
                category = self.terms.categories[self.summed] if said.id == "all" and self.summed else said
            elif isinstance(said, Reason):
                reason = said
            else:
                unknown = True
        whole = category.id if category else (self.context.parent if reason else self.context.category)
        of_units = "unit" in self.table.roles and "category" not in self.table.roles
        total = category is not None and of_units and (category.id == "all" or sums_up(bare_label(label)))
        section, part_of = self._nested(category, style, named=bool(unit))
        found = Row(number, unit or self.context.unit, whole, reason, label, at, unknown and not reason, total)
        return replace(found, own_category=category is not None, section=section, part_of=part_of, style=style)

    def _nested(self, category: Category | None, style: str, *, named: bool) -> tuple[str, str]:
        """The section and the category above that leave open what a row with this category is of."""
        known, context = self.terms.categories, self.context
        section = context.section if not context.section_style or context.section_style != style else ""
        if section and not context.category and named and not divides(section):
            section = ""
        if section and context.category and (category is None or may_be_below(category, context.category, known)):
            section = ""
        above = context.parent if category and is_below(style, context.parent_style) else ""
        if category is None or may_be_below(category, above, known):
            return section, ""
        return (section, above) if style == "dash" else (section or known[above].name, "")

    def _may_be_field(self, text: str, style: str) -> bool:
        """Whether the only label of a row may be a field of the category above: `Y tế` below `Viên chức`, not beside it.

        What is left, `Khác`, may be other categories, unless another field stands right above it.
        """
        context = self.context
        beside = bool(style) and style == context.parent_style
        named = self.terms.category(text, context.parent)
        rest = named is not None and named.id.endswith(".other")
        return bool(context.parent) and not beside and (context.fields or not rest)

    def _meaning(self, text: str, position: int, within: bool, below: str) -> str | Category | Reason | None:
        """A unit's name, a category, one of those `below` another, a reason, or nothing known.

        The column's role decides what is tried first.
        """
        bare = bare_label(text)
        named = text if unit_named(text, self.catalog) else (bare if unit_named(bare, self.catalog) else "")
        if is_within(bare, self.catalog):
            return None
        category = self._category(text, below)
        if named and (self.table.columns[position].role == "unit" or category is None):
            return named
        if category is not None:
            return category
        if within or self.context.parent or "unit" not in self.table.roles:
            return self.terms.reason(bare)
        return None

    def _category(self, text: str, parent: str) -> Category | None:
        """The category a label names, alone or with words for what all columns measure: `Biên chế công chức được giao`.

        With these it must be named in full: `Giảm khác` is no field of its own.
        """
        measures = {c.measure for c in self.table.values.values()}
        plain = (found for x in self.terms.without_measures(text, measures) if (found := self.terms.category(x)))
        return self.terms.category(text, parent) or next(plain, None)

    def _remember(self, number: int, texts: list[tuple[int, str]], style: str, *, empty: bool) -> None:
        """A row without figures heads those below it: also one that says so, `-`, unless it is a part itself."""
        for position, text in texts:
            said = self._meaning(
                text, position, self.context.within, self.context.parent if self.context.within else ""
            )
            part = is_of_which(text) or style == "dash" or (self.context.within and not empty)
            if isinstance(said, str | Category) or (said is None and not part and is_section(text)):
                self.head = Head(number, text)
            if isinstance(said, str):
                self.context = _Context(unit=said)
            elif isinstance(said, Category):
                self.context = _Context(self.context.unit, said.id, section=text, section_style=style)
            elif is_of_which(text) or is_of_which(split_label(text)[1]):
                self.context.within = True
            elif said is None and empty and is_section(text):
                self.context = _Context(self.context.unit, section=text, section_style=style)

    def _follow(self, row: Row) -> None:
        """A category with figures is the one that dashed rows and `trong đó` below it are parts of."""
        if self.context.section and row.style and row.style == self.context.section_style:
            self.context.section, self.context.category = "", ""
        if row.own_category and not row.part_of:
            category = self.terms.categories[row.category]
            self.context.fields = category.parent == self.context.parent != ""
            if category.parent != self.context.parent or not category.parent:
                self.context.parent, self.context.within = category.id, False
                self.context.parent_style = row.style
        if "category" in self.table.roles and "unit" not in self.table.roles and row.unit:
            self.context.unit = row.unit


def _label_columns(table: StaffTable) -> list[int]:
    """The columns whose texts name rows: those headed so, and texts left of the first figures."""
    first = min(table.values, default=0)
    roles = [p for p, c in table.columns.items() if c.role in ("unit", "category")]
    loose = [p for p, c in table.columns.items() if p < first and c.role in ("", "ordinal") and not _counts(table, p)]
    return sorted(set(roles + loose))


def _counts(table: StaffTable, position: int) -> bool:
    """Whether a column that is not read holds figures, typed as text perhaps: these name no rows."""
    texts = (squeeze(v) for r in table.rows if isinstance(v := table.grid.rows[r][position], str))
    return any(figure_of(x) and not _ORDINALS.fullmatch(x) for x in texts)
