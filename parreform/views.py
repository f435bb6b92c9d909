"""What the question commands show: a province's course, a league table, a source, where a value comes from."""

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from parreform.analysis.panel import Value
from parreform.analysis.rank import Ranked
from parreform.analysis.trend import Point, Trend
from parreform.catalog import Catalog
from parreform.entries import Index
from parreform.export import Listing
from parreform.queries import elsewhere_words, field_words, missing_words
from parreform.records import SourceFile, Vintage
from parreform.settings import t
from parreform.standing import tier_words
from parreform.terminal import arrow, moment, number, out, show_findings, show_listing, spans_of_years

if TYPE_CHECKING:
    from parreform.analysis.league import League, Place
    from parreform.findings import Finding
    from parreform.inspection import ColumnLook, SheetLook

BARS = "▁▂▃▄▅▆▇█"


def place_of(ranked: Ranked | None) -> str:
    """A rank with its denominator; a computed rank bears a star."""
    if ranked is None:
        return ""
    return f"{ranked.rank}/{ranked.n or '?'}{'*' if ranked.kind == 'computed' else ' '}"


def sparkline(points: Sequence[Point]) -> str:
    """Ranks from year to year, higher is better; a year without rank is a gap."""
    ranked = {p.value.year: p.ranked for p in points if p.ranked}
    if len(ranked) < 2:
        return ""
    heights = {y: 1 - (r.rank - 1) / max((r.n or 63) - 1, 1) for y, r in ranked.items()}
    years = range(min(heights), max(heights) + 1)
    return "".join(BARS[round(max(heights[y], 0) * 7)] if y in heights else " " for y in years)


def show_trends(trends: Sequence[Trend], catalog: Catalog, province: str) -> None:
    """A province's lines, one table each, with the reasons of breaks below it."""
    console = out()
    if not trends:
        console.print(t(f"Chưa có số liệu nào của {province}.", f"There are no data of {province} yet."))
        return
    whole = Text()
    for line in trends:
        whole.append_text(_trend_lines(line, catalog, console.width)).append("\n")
    legend = textwrap.fill("; ".join(_legend(trends)), console.width)
    console.print(whole.append(legend, style="dim"))


def _legend(trends: Sequence[Trend]) -> Iterable[str]:
    points = [p for line in trends for p in line.points]
    yield t("▲▼ số bậc so với năm trước", "▲▼ places against the year before")
    if any(p.ranked and p.ranked.kind == "computed" for p in points):
        yield t("* hạng tính từ điểm, nơi công bố không xếp hạng", "* rank computed from scores, not published")
    if any(p.value.computed for p in points):
        yield t("Σ điểm cộng từ các thành phần", "Σ score is the sum of its parts")
    if any(p.break_reason for p in points):
        yield t("≠ không so sánh được với năm trước", "≠ not comparable with the year before")


def _trend_lines(line: Trend, catalog: Catalog, width: int) -> Text:
    """One line a year. The widths are known beforehand, so that no table has to be measured."""
    index = catalog.indices[line.index]
    name = index.short if line.indicator == line.index else catalog.all_indicators[line.indicator].name
    groups = max((len(p.value.group) for p in line.points), default=0)
    text = Text(f"{catalog.units[line.unit].name()} · {name}  ", style="bold")
    text.append(sparkline(line.points) + "\n\n", style="cyan")
    head = f" {t('Năm', 'Year'):<5}{_score_heading(index):>10} {'±':>8}{t('Hạng ', 'Rank '):>10}{'▲▼':>6}"
    head += f"  {t('Nhóm', 'Group'):<{groups}}" if groups else ""
    noted = any(_beside(p) for p in line.points)
    text.append(head + (f"  {t('Ghi chú', 'Note')}" if noted else "") + "\n", style="bold")
    text.append(" " + "─" * ((width if noted else len(head)) - 1) + "\n", style="dim")
    for point in line.points:
        _append_point(text, point, index.decimals, groups, width)
    reasons = [f"≠ {p.value.year}: {p.break_reason}" for p in line.points if p.break_reason]
    folded = [part for reason in reasons for part in textwrap.wrap(reason, width - 1, subsequent_indent="  ")]
    text.append("".join(f" {part}\n" for part in ("", *folded)) if folded else "", style="yellow")
    return text


def _append_point(text: Text, point: Point, decimals: int, groups: int, width: int) -> None:
    value = point.value
    score = "– " if value.score is None else number(value.score, decimals) + ("Σ" if value.computed else " ")
    text.append(f" {value.year:<5}{score:>10}")
    broken = Text("≠", style="yellow")
    change = broken if point.break_reason else Text(number(point.score_change, decimals, sign=True))
    moved = broken if point.break_reason else arrow(point.rank_change)
    for cell, room in ((change, 9), (Text(place_of(point.ranked)), 10), (moved, 6)):
        text.append(" " * (room - len(cell)))
        text.append_text(cell)
    text.append(f"  {value.group:<{groups}}" if groups else "")
    indent = 43 + (groups + 2 if groups else 0)
    note = textwrap.wrap(_beside(point), max(width - indent, 16))
    text.append(("  " + ("\n" + " " * indent).join(note) if note else "") + "\n", style="dim")


def _score_heading(index: Index) -> str:
    return t("Điểm", "Score") + (f" ({index.unit})" if index.unit == "%" else "")


def _beside(point: Point) -> str:
    """The notes that stand in the row itself; breaks and sums have marks of their own."""
    missing = missing_words(point.value.missing) if point.value.missing else ""
    return "; ".join(p for p in (missing, *elsewhere_words(point.value), point.value.note) if p)


def show_league(table: "League", catalog: Catalog) -> None:
    """A league table: ranked units, then the ones without rank."""
    from rich import box
    from rich.table import Table

    index = catalog.indices[table.index]
    console = out()
    name = index.short if table.indicator == table.index else catalog.all_indicators[table.indicator].name
    grid = Table(
        title=f"{name} {table.year}", box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False, title_style="bold"
    )
    for label, justify in ((t("Hạng ", "Rank "), "right"), (t("Tỉnh, thành phố", "Province"), "left")):
        grid.add_column(label, justify="right" if justify == "right" else "left", no_wrap=True)
    grid.add_column(_score_heading(index), justify="right", no_wrap=True)
    grid.add_column("▲▼", justify="right", no_wrap=True)
    grid.add_column(t("Nhóm", "Group"))
    for place in (*table.places, *table.unranked):
        grid.add_row(*_place_cells(place, catalog, index.decimals))
    console.print(grid)
    for sentence in _about_league(table):
        console.print(sentence, style="dim")


def _place_cells(place: "Place", catalog: Catalog, decimals: int) -> list[str | Text]:
    value = place.value
    shown = (
        number(value.score, decimals)
        if value.score is not None
        else Text(missing_words(value.missing) or "–", style="dim")
    )
    name = catalog.units[value.unit].name(value.year)
    return [
        place_of(place.ranked).split("/")[0] if place.ranked else "–",
        name,
        shown,
        arrow(place.rank_change),
        value.group,
    ]


def _about_league(table: "League") -> Iterable[str]:
    held = len(table.places) + len(table.unranked)
    n = table.n or "?"
    yield t(
        f"Xếp hạng {n} đơn vị; có số liệu {held}/{table.expected or '?'}.",
        f"{n} units ranked; data for {held} of {table.expected or '?'}.",
    )
    if table.places and table.places[0].ranked and table.places[0].ranked.kind == "computed":
        yield t(
            "Hạng tính từ điểm: nơi công bố không xếp hạng.",
            "Ranks are computed from scores: the publisher gives none.",
        )
    if table.break_reason:
        yield t(
            f"Không so sánh với {table.year - 1}: {table.break_reason}.",
            f"Not comparable with {table.year - 1}: {table.break_reason}.",
        )
    if table.unranked:
        yield t(
            f"{len(table.unranked)} đơn vị không có hạng, xếp cuối bảng.",
            f"{len(table.unranked)} units without rank stand last.",
        )


def show_source(source: SourceFile, coverage: Sequence[Sequence[object]], findings: "Sequence[Finding]") -> None:
    """Everything known of one received file."""
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    facts = (
        (t("Nguồn", "Source"), f"{source.id}: {source.name}"),
        ("sha256", source.sha256),
        (t("Loại nguồn", "Tier"), tier_words(source.provenance.tier)),
        (t("Nhập lúc", "Imported at"), source.imported_at),
        (t("Hiệu lực", "Standing"), t("có", "yes") if source.live else t("đã hoàn tác", "undone")),
        (t("Giá trị", "Values"), f"{number(source.values)} ({t('hiện hành', 'current')}: {number(source.current)})"),
        (t("Đơn vị công bố", "Producer"), source.provenance.producer),
        (t("Tên", "Title"), source.provenance.title),
        (t("Quyết định", "Decision"), source.provenance.decision),
        (t("Công bố", "Published"), source.provenance.published),
        ("URL", source.provenance.url),
    )
    for label, value in facts:
        if value:
            table.add_row(label, Text(value, overflow="fold"))
    for index, year, count in coverage:
        table.add_row("", f"{index} {year}: {number(count if isinstance(count, int) else None)}")
    out().print(table)
    show_findings(findings, out())


def show_why(vintages: Sequence[Vintage], catalog: Catalog, corrections: Sequence[str]) -> None:
    """Where a value comes from and what was held before."""
    from rich.markup import escape
    from rich.table import Table

    from parreform.filling import rivals_among
    from parreform.rival_views import rival_text

    console = out()
    value = vintages[0].value
    framework = catalog.framework(value.composite, value.year)
    edition = catalog.editions(value.composite).get(value.year)
    name = catalog.all_indicators[value.indicator].name
    console.print(f"[bold]{escape(catalog.units[value.unit].name(value.year))} · {escape(name)} · {value.year}[/bold]")
    item = framework.items.get(value.indicator) if framework else None
    decision = (edition.decision if edition else "") or (framework.decision if framework else "")
    facts = (
        (t("Mã", "Id"), f"{value.indicator} ({value.unit})"),
        (t("Bộ chỉ số", "Framework"), framework.id if framework else ""),
        (t("Quyết định", "Decision"), decision),
        (t("Thang điểm", "Scale"), f"{number(item.min)} – {number(item.max)}" if item and item.max is not None else ""),
        (t("Công bố", "Published"), edition.published if edition else ""),
    )
    grid = Table(box=None, show_header=False, pad_edge=False)
    for label, fact in facts:
        if fact:
            grid.add_row(label, Text(fact, overflow="fold"))
    console.print(grid)
    for vintage in vintages:
        console.print(_vintage_line(vintage, vintages))
    for rival in rivals_among(vintages):
        console.print(rival_text(rival))
    for correction in corrections:
        console.print(Text(f"· {correction}", style="yellow"))


def _vintage_line(vintage: Vintage, vintages: Sequence[Vintage]) -> Text:
    v = vintage.value
    sign, style = ("●", "bold") if vintage.current else ("○", "dim")
    parts = [_score_words(v)]
    if v.rank is not None:
        parts.append(
            t(f"hạng {v.rank}/{v.n_ranked or '?'}", f"rank {v.rank}/{v.n_ranked or '?'}") + f" ({v.rank_cell})"
        )
    if v.computed:
        parts.append(t("điểm cộng từ các thành phần", "score is the sum of its parts"))
    where = f"{v.source} [{vintage.source_id}] › {v.sheet} › {v.cell}"
    when = t(f"ghi {moment(v.recorded_at)} UTC", f"recorded {moment(v.recorded_at)} UTC")
    if not vintage.current:
        when += "; " + _ended_words(vintage, vintages)
    if vintage.undone:
        when += "; " + t("lần nhập đã hoàn tác", "import undone")
    note = f"\n    {v.note}" if v.note else ""
    filled = "".join(f"\n    + {words}" for words in _filled_words(vintage, vintages))
    return Text(f"{sign} {' · '.join(parts)}\n    {where}\n    {when}{note}{filled}", style=style)


def _filled_words(vintage: Vintage, vintages: Sequence[Vintage]) -> Iterable[str]:
    """What the current reading leaves silent, from where it is taken."""
    from parreform.filling import in_force

    if not vintage.current:
        return
    v, row = in_force(vintage, vintages).value, vintage.value
    if row.score != v.score or row.missing != v.missing:
        yield t("điểm", "score") + f" {_score_words(v)}: {v.source} › {v.sheet} › {v.cell}"
    for p in v.elsewhere:
        if getattr(row, p.field) in (None, ""):
            yield f"{field_words(p.field)} {_shown(getattr(v, p.field))}: {p.source} › {p.sheet} › {p.cell}"


def _score_words(v: Value) -> str:
    return number(v.score) if v.score is not None else missing_words(v.missing) or "–"


def _shown(value: object) -> str:
    return number(value) if isinstance(value, int | float) else str(value)


def _ended_words(vintage: Vintage, vintages: Sequence[Vintage]) -> str:
    """Why a reading is not current: it confirmed, it added, it contradicted, or it was replaced."""
    from parreform.filling import part_played

    ended = moment(vintage.ended_at)
    words = {
        "rival": t("khác giá trị đang có, giữ làm đối chứng", "differs from the value held, kept as a rival"),
        "adds": t("bổ sung cho giá trị đang có", "adds to the value held"),
        "confirms": t("xác nhận giá trị đang có", "confirms the value held"),
        None: t(f"thôi hiện hành {ended} UTC", f"ended {ended} UTC"),
    }
    return words[part_played(vintage, vintages)]


# --- inspect ---------------------------------------------------------------------------------------


def show_inspection(sheets: "Sequence[SheetLook]", findings: "Sequence[Finding]", catalog: Catalog) -> None:
    """What a workbook would bring, sheet by sheet, and what was noticed beside the rows and columns shown."""
    from parreform.inspection import COLUMN_CODES, ROW_CODES

    for sheet in sheets:
        _show_sheet(sheet, catalog)
    shown = ROW_CODES | COLUMN_CODES | {"sheet-skipped"}
    show_findings([f for f in findings if f.severity == "error" or f.code not in shown], out())


def _show_sheet(sheet: "SheetLook", catalog: Catalog) -> None:
    console = out()
    if not sheet.layout:
        console.print(Text(f"{sheet.sheet}: ", style="bold") + Text(sheet.why, style="dim"))
        return
    known = {"staffing": t("Biên chế", "Staffing"), **{i: x.short for i, x in catalog.indices.items()}}
    index = ", ".join(known[i] for i in sheet.index.split()) or "?"
    console.print(Text(f"{sheet.sheet}: {index} {spans_of_years(sheet.years) or '?'}", style="bold"))
    words = t(
        f"  {sheet.layout}; tiêu đề ở {sheet.header or '–'}; tên ở {sheet.unit_column};"
        f" {number(sheet.units)} đơn vị, {number(sheet.values)} giá trị",
        f"  {sheet.layout}; headings in {sheet.header or '–'}; names in {sheet.unit_column};"
        f" {number(sheet.units)} units, {number(sheet.values)} values",
    )
    console.print(words, style="dim", soft_wrap=True)
    columns = [(c.at, c.heading, _meaning(c, catalog), c.values or None, c.why) for c in sheet.columns]
    show_listing(Listing("inspect-columns", ("at", "heading", "meaning", "values", "why"), columns))
    if sheet.rows:
        rows = [(r.at, r.label, r.why) for r in sheet.rows]
        show_listing(Listing("inspect-rows", ("at", "label", "why"), rows))


def _meaning(column: "ColumnLook", catalog: Catalog) -> str:
    """What a column is taken for, in words: the indicator, the measure, the year."""
    named = catalog.all_indicators.get(column.indicator)
    indicator = catalog.indices[named.id].short if named and named.id in catalog.indices else column.indicator
    measure = _measures().get(column.measure, column.measure)
    return " ".join(p for p in (f"{indicator}:" if indicator else "", measure, str(column.year or "")) if p)


def _measures() -> dict[str, str]:
    return {
        **{field: field_words(field) for field in ("score", "rank", "n_ranked", "group", "ci_low", "ci_high")},
        "unit": t("đơn vị", "unit"),
        "year": t("năm", "year"),
        "index": t("chỉ số", "index"),
        "indicator": t("tiêu chí", "indicator"),
        "ordinal": t("số thứ tự", "running number"),
        "code": t("mã số", "code"),
        "scale": t("thang điểm", "scale"),
        "change": t("tăng giảm", "change"),
        "percent": t("% điểm tối đa", "% of maximum"),
        "attribute": t("về tỉnh", "of the province"),
        "average": t("trung bình", "mean"),
        "measure": t("điểm hay hạng", "score or rank"),
        "leading": t("của tỉnh dẫn đầu", "of who leads"),
        "note": t("ghi chú", "note"),
        "source": t("nguồn", "source"),
        "category": t("loại biên chế", "category"),
        "baseline": t("biên chế gốc", "baseline"),
        "assigned": t("biên chế giao", "assigned"),
        "present": t("có mặt", "present"),
        "people": t("số người", "people"),
        "cut": t("số giảm", "cut"),
        "pct": t("tỷ lệ giảm", "cut, %"),
        "part": t("trong đó", "of which"),
        "baseline_year": t("năm gốc", "baseline year"),
        "kind": t("hình thức", "kind"),
        "counterparty": t("nơi nhận, nơi chuyển", "counterparty"),
    }
