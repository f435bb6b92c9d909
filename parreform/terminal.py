"""Results and findings on a screen: aligned numbers, marks that read without colour, words in two languages.

Data go to stdout, everything said about them to stderr.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from parreform.analysis.league import League, Place
from parreform.analysis.panel import Value
from parreform.analysis.rank import Ranked
from parreform.analysis.trend import Point, Trend
from parreform.catalog import Catalog
from parreform.entries import Index
from parreform.errors import InputRefused, ParreformError
from parreform.export import Cell, Listing
from parreform.findings import Finding
from parreform.history import Rival, SourceFile, Vintage, kept_beside, rivals_among
from parreform.ingest import Imported
from parreform.queries import missing_words
from parreform.reconcile import summary_listing
from parreform.settings import t
from parreform.standing import rule_words, tier_words
from parreform.store import Change
from parreform.text import local_number

BARS = "▁▂▃▄▅▆▇█"
SHOWN = 40
"""Rivals shown on a screen; the other formats have them all."""
SEVERITY = {"error": ("✗", "bold red"), "warning": ("!", "yellow"), "note": ("·", "dim")}


def out() -> Console:
    """Where data go."""
    return Console(highlight=False)


def err(*, quiet: bool = False) -> Console:
    """Where narration goes; silent with `--quiet`, except for errors, which are printed apart."""
    return Console(stderr=True, highlight=False, quiet=quiet)


def number(value: float | None, decimals: int | None = None, *, sign: bool = False) -> str:
    """A number in the language's own style, empty where there is none, with a true minus sign."""
    if value is None:
        return ""
    text = local_number(value, decimals)
    return "+" + text if sign and value > 0 else text


def arrow(change: int | None) -> Text:
    """A move in places: ▲ better, ▼ worse, = same; the number stands beside the sign."""
    if change is None:
        return Text("")
    if change == 0:
        return Text("=", style="dim")
    return Text(f"▲{change}", style="green") if change > 0 else Text(f"▼{-change}", style="red")


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


# --- trend and rank --------------------------------------------------------------------------------


def show_trends(trends: Sequence[Trend], catalog: Catalog, province: str) -> None:
    """A province's lines, one table each, with the reasons of breaks below it."""
    console = out()
    if not trends:
        console.print(t(f"Chưa có số liệu nào của {province}.", f"There are no data of {province} yet."))
        return
    for line in trends:
        console.print(_trend_table(line, catalog))
        for point in line.points:
            if point.break_reason:
                console.print(
                    Padding(Text(f"≠ {point.value.year}: {point.break_reason}", style="yellow"), (0, 0, 0, 1))
                )
        console.print()
    console.print(Text("; ".join(_legend(trends)), style="dim"))


def _legend(trends: Sequence[Trend]) -> Iterable[str]:
    points = [p for line in trends for p in line.points]
    yield t("▲▼ số bậc so với năm trước", "▲▼ places against the year before")
    if any(p.ranked and p.ranked.kind == "computed" for p in points):
        yield t("* hạng tính từ điểm, nơi công bố không xếp hạng", "* rank computed from scores, not published")
    if any(p.value.computed for p in points):
        yield t("Σ điểm cộng từ các thành phần", "Σ score is the sum of its parts")
    if any(p.break_reason for p in points):
        yield t("≠ không so sánh được với năm trước", "≠ not comparable with the year before")


def _trend_table(line: Trend, catalog: Catalog) -> Table:
    index = catalog.indices[line.index]
    name = index.short if line.indicator == line.index else catalog.all_indicators[line.indicator].name
    title = Text(f"{catalog.units[line.unit].name()} · {name}  ", style="bold")
    title.append(sparkline(line.points), style="cyan")
    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    table.add_column(t("Năm", "Year"), no_wrap=True)
    table.add_column(_score_heading(index), justify="right", no_wrap=True)
    table.add_column("±", justify="right", no_wrap=True)
    table.add_column(t("Hạng ", "Rank "), justify="right", no_wrap=True)
    table.add_column("▲▼", justify="right", no_wrap=True)
    grouped = any(p.value.group for p in line.points)
    if grouped:
        table.add_column(t("Nhóm", "Group"), no_wrap=True)
    noted = any(_beside(p) for p in line.points)
    if noted:
        table.add_column(t("Ghi chú", "Note"), overflow="fold")
    for point in line.points:
        table.add_row(*_trend_cells(point, index.decimals, grouped=grouped, noted=noted))
    return table


def _score_heading(index: Index) -> str:
    return t("Điểm", "Score") + (f" ({index.unit})" if index.unit == "%" else "")


def _trend_cells(point: Point, decimals: int, *, grouped: bool, noted: bool) -> list[str | Text]:
    value = point.value
    broken = Text("≠", style="yellow")
    change: str | Text = broken if point.break_reason else number(point.score_change, decimals, sign=True)
    moved = broken if point.break_reason else arrow(point.rank_change)
    score = number(value.score, decimals) + ("Σ" if value.computed else " ") if value.score is not None else "– "
    cells: list[str | Text] = [str(value.year), score, change, place_of(point.ranked), moved]
    return [*cells, *([value.group] if grouped else []), *([Text(_beside(point), style="dim")] if noted else [])]


def _beside(point: Point) -> str:
    """The notes that stand in the row itself; breaks and sums have marks of their own."""
    missing = missing_words(point.value.missing) if point.value.missing else ""
    return "; ".join(p for p in (missing, point.value.note) if p)


def show_league(table: League, catalog: Catalog) -> None:
    """A league table: ranked units, then the ones without rank."""
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


def _place_cells(place: Place, catalog: Catalog, decimals: int) -> list[str | Text]:
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


def _about_league(table: League) -> Iterable[str]:
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


# --- any listing -----------------------------------------------------------------------------------


ON_SCREEN: dict[str, tuple[str, ...]] = {
    "units": ("unit_id", "unit", "type", "code", "valid_from", "valid_to"),
    "indicators": ("indicator", "level", "number", "max", "name_vi"),
    "sources": ("source_id", "name", "imported_at", "values", "current", "standing"),
    "preferences": ("source_id", "source", "index", "unit", "year", "stated_at"),
}
"""The columns a listing shows on a screen, where it has more than fit; the other formats have them all."""


def show_listing(listing: Listing, console: Console | None = None) -> None:
    """A listing as a table; long texts fold, and columns left to the other formats are spoken of."""
    if not listing.rows:
        err().print(t("Không có dòng nào.", "No rows."))
        return
    wanted = ON_SCREEN.get(listing.name, listing.columns)
    chosen = [n for n, c in enumerate(listing.columns) if c in wanted and any(r[n] is not None for r in listing.rows)]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for n in chosen:
        cells = [row[n] for row in listing.rows]
        numeric = all(isinstance(v, int | float | None) and not isinstance(v, bool) for v in cells)
        short = max(len(_shown(listing.columns[n], v)) for v in cells) <= 24
        justify: Literal["left", "right"] = "right" if numeric else "left"
        table.add_column(_heading(listing.columns[n]), justify=justify, no_wrap=short, overflow="fold")
    for row in listing.rows:
        table.add_row(*[_shown(listing.columns[n], row[n]) for n in chosen])
    (console or out()).print(table)
    left = [c for c in listing.columns if c not in wanted]
    if left:
        err().print(
            t(f"Thêm cột {', '.join(left)}: --format csv", f"More columns, {', '.join(left)}: --format csv"),
            style="dim",
        )


def _heading(column: str) -> str:
    words = {
        "unit_id": t("Mã", "Id"),
        "unit": t("Đơn vị", "Unit"),
        "type": t("Loại", "Type"),
        "code": t("Mã số", "Code"),
        "valid_from": t("Từ", "From"),
        "valid_to": t("Đến", "To"),
        "indicator": t("Mã tiêu chí", "Indicator"),
        "level": t("Cấp", "Level"),
        "number": t("Số", "No."),
        "max": t("Tối đa", "Max"),
        "name_vi": t("Tên", "Vietnamese name"),
        "source_id": t("Số", "No."),
        "name": t("Tệp", "File"),
        "imported_at": t("Nhập lúc (UTC)", "Imported at (UTC)"),
        "values": t("Giá trị", "Values"),
        "current": t("Hiện hành", "Current"),
        "standing": t("Hiệu lực", "Standing"),
        "year": t("Năm", "Year"),
        "index": t("Chỉ số", "Index"),
        "source": t("Nguồn", "Source"),
        "stated_at": t("Chọn lúc (UTC)", "Stated at (UTC)"),
        "file": t("Tệp", "File"),
        "new": t("Mới", "New"),
        "changed": t("Thay đổi", "Changed"),
        "same": t("Như cũ", "Same"),
        "rivals": t("Đối chứng", "Rivals"),
        "outcome": t("Kết quả", "Outcome"),
    }
    return words.get(column, column)


def _shown(column: str, value: Cell) -> str:
    if isinstance(value, bool):
        return t("có", "yes") if value else t("không", "no")
    if isinstance(value, int) and column in ("year", "source_id", "rank", "n_ranked"):
        return str(value)
    if column == "type":
        return {"city": t("thành phố", "city"), "province": t("tỉnh", "province")}.get(
            str(value or ""), str(value or "")
        )
    if column in ("imported_at", "stated_at"):
        return _moment(str(value))
    return escape(value) if isinstance(value, str) else number(value)


def _moment(at: str) -> str:
    """A stored time to the minute."""
    return at[:16].replace("T", " ")


def show_source(source: SourceFile, coverage: Sequence[Sequence[object]], findings: Sequence[Finding]) -> None:
    """Everything known of one received file."""
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
        console.print(_vintage_line(vintage, differs=kept_beside(vintage, vintages)))
    for rival in rivals_among(vintages):
        console.print(_rival_text(rival))
    for correction in corrections:
        console.print(Text(f"· {correction}", style="yellow"))


def show_rivals(rivals: Sequence[Rival], catalog: Catalog) -> None:
    """Each contradiction with both places and the rule that decided, the largest differences first."""
    console = out()
    if not rivals:
        err().print(t("Không có số liệu nào trái nhau.", "No figures contradict each other."))
    for rival in rivals[:SHOWN]:
        value = rival.current.value
        unit, name = catalog.units[value.unit].name(value.year), catalog.all_indicators[value.indicator].name
        title = catalog.indices[value.composite].short if value.indicator == value.composite else name
        head = f"{unit} · {title} {value.year}: {_said(value)}"
        console.print(Text(f"● {head}\n    {_place(rival.current)}"))
        console.print(_rival_text(rival))
    if len(rivals) > SHOWN:
        more = number(len(rivals) - SHOWN)
        err().print(t(f"… và {more} chỗ nữa: --format csv", f"… and {more} more: --format csv"), style="dim")


def _rival_text(rival: Rival) -> Text:
    """A standing reading that contradicts the current one, and the rule that decided."""
    off = f", {t('lệch', 'off by')} {number(rival.difference, sign=True)}" if rival.difference else ""
    why = rule_words(rival.rule, rival.current.standing, rival.other.standing)
    reason = t(f"không dùng, vì nguồn kia: {why}", f"does not count, the other source: {why}")
    said = f"≠ {_said(rival.other.value)}{off}\n    {_place(rival.other)}\n    {reason}"
    return Text(said, style="yellow")


def _said(v: Value) -> str:
    said = number(v.score) if v.score is not None else missing_words(v.missing) or "–"
    return said + (f" ({t('hạng', 'rank')} {v.rank})" if v.rank is not None else "")


def _place(vintage: Vintage) -> str:
    v = vintage.value
    return f"{v.source} [{vintage.source_id}] › {v.sheet} › {v.cell}"


def _vintage_line(vintage: Vintage, *, differs: bool = False) -> Text:
    v = vintage.value
    sign, style = ("●", "bold") if vintage.current else ("○", "dim")
    parts = [number(v.score) if v.score is not None else missing_words(v.missing) or "–"]
    if v.rank is not None:
        parts.append(
            t(f"hạng {v.rank}/{v.n_ranked or '?'}", f"rank {v.rank}/{v.n_ranked or '?'}") + f" ({v.rank_cell})"
        )
    if v.computed:
        parts.append(t("điểm cộng từ các thành phần", "score is the sum of its parts"))
    where = _place(vintage)
    when = t(f"ghi {_moment(v.recorded_at)} UTC", f"recorded {_moment(v.recorded_at)} UTC")
    if not vintage.current:
        when += "; " + _ended_words(vintage, differs=differs)
    if vintage.undone:
        when += "; " + t("lần nhập đã hoàn tác", "import undone")
    note = f"\n    {v.note}" if v.note else ""
    return Text(f"{sign} {' · '.join(parts)}\n    {where}\n    {when}{note}", style=style)


def _ended_words(vintage: Vintage, *, differs: bool) -> str:
    """Why a reading is not current: it confirmed, it contradicted, or it was replaced."""
    if differs:
        return t("khác giá trị đang có, giữ làm đối chứng", "differs from the value held, kept as a rival")
    if vintage.ended_at == vintage.value.recorded_at:
        return t("xác nhận giá trị đang có", "confirms the value held")
    ended = _moment(vintage.ended_at)
    return t(f"thôi hiện hành {ended} UTC", f"ended {ended} UTC")


# --- imports and findings --------------------------------------------------------------------------


def show_import(done: Imported, catalog: Catalog, *, quiet: bool = False) -> None:
    """What an import did, what it noticed, and what it changed."""
    console = err(quiet=quiet)
    if done.plan is None:
        console.print(
            t(
                f"= {done.path.name}: không có gì mới, đã nhập {done.before}",
                f"= {done.path.name}: nothing new, imported {done.before}",
            )
        )
        return
    plan = done.plan
    sign = "?" if done.dry_run else "✓"
    words = t(
        f"{number(plan.new)} mới, {number(len(plan.changed))} thay đổi, {number(plan.same)} như cũ",
        f"{number(plan.new)} new, {number(len(plan.changed))} changed, {number(plan.same)} same",
    )
    trial = t(" (thử, chưa lưu gì)", " (trial, nothing stored)") if done.dry_run else ""
    console.print(f"[green]{sign}[/green] {escape(done.path.name)}: {words}{trial}")
    for index in dict.fromkeys(s.index for s in done.sheets):
        years = sorted({y for s in done.sheets if s.index == index for y in s.years})
        console.print(f"  {catalog.indices[index].short}: {_spans(years)}", style="dim")
    for change in sorted(plan.changed, key=_size)[:10]:
        console.print(_change_line(change, catalog))
    if len(plan.changed) > 10:
        more = len(plan.changed) - 10
        console.print(
            t(
                f"  … và {number(more)} thay đổi nữa: --changes TEP.csv để ghi hết",
                f"  … and {number(more)} more changes: --changes FILE.csv writes all",
            ),
            style="dim",
        )
    if plan.rivals:
        count = number(len(plan.rivals))
        console.print(
            t(
                f"  {count} giá trị khác với nguồn tin cậy hơn, giữ làm đối chứng (xem: parreform rivals)",
                f"  {count} values differ from a more trusted source and are kept as rivals (see: parreform rivals)",
            ),
            style="yellow",
        )
    if plan.gone:
        console.print(
            t(
                f"  {number(len(plan.gone))} giá trị đang có không thấy trong tệp này; vẫn giữ",
                f"  {number(len(plan.gone))} values held are not in this file; they stay",
            )
        )
    show_findings(done.findings, console)


def show_summary(outcomes: Sequence[tuple[str, Imported | None]], *, quiet: bool = False) -> None:
    """One line a file, where a call had more than one."""
    if len(outcomes) > 1:
        show_listing(summary_listing(outcomes), err(quiet=quiet))
        refused = sum(done is None for _, done in outcomes)
        if refused:
            words = t(
                f"{refused} trên {len(outcomes)} tệp bị từ chối", f"{refused} of {len(outcomes)} files were refused"
            )
            err(quiet=quiet).print(words)


def show_checked(findings: Sequence[Finding], counts: Mapping[str, int]) -> None:
    """The findings on what is held, errors first, and how many there are."""
    show_findings(findings, out())
    words = t("{error} lỗi, {warning} cảnh báo, {note} ghi chú", "{error} errors, {warning} warnings, {note} notes")
    err().print(words.format_map(counts))


def _spans(years: Sequence[int]) -> str:
    """2011, 2012, 2013, 2015 as `2011–2013, 2015`."""
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ", ".join(str(s[0]) if len(s) == 1 else f"{s[0]}–{s[-1]}" for s in spans)


def _size(change: Change) -> float:
    if change.old.score is None or change.new.score is None:
        return float("-inf")
    return -abs(change.new.score - change.old.score)


def _change_line(change: Change, catalog: Catalog) -> str:
    old, new = change
    name = catalog.all_indicators[new.indicator].name
    unit = catalog.units[new.unit].name(new.year)
    before = " / ".join(str(v) for v in (old.score, old.rank) if v is not None) or "–"
    after = " / ".join(str(v) for v in (new.score, new.rank) if v is not None) or "–"
    return f"  {escape(unit)}, {escape(name)} {new.year}: {before} → {after} ({escape(old.source)})"


def show_findings(findings: Sequence[Finding], console: Console) -> None:
    """Findings grouped by severity and code, every one of them; repeated notes of one kind in one line."""
    for severity in ("error", "warning", "note"):
        chosen = [f for f in findings if f.severity == severity]
        counts = Counter((f.code, f.message if severity == "note" else "") for f in chosen)
        said: set[tuple[str, str]] = set()
        for finding in chosen:
            key = (finding.code, finding.message)
            if severity == "note" and key in said:
                continue
            said.add(key)
            more = counts[key] - 1 if severity == "note" else 0
            console.print(_finding_text(finding, more))


def _finding_text(finding: Finding, more: int) -> Text:
    sign, style = SEVERITY[finding.severity]
    where = "!".join(p for p in (finding.sheet, finding.cell) if p)
    text = Text(f"  {sign} ", style=style)
    text.append(f"{where}: " if where else "", style="bold" if finding.severity == "error" else "")
    text.append(finding.message, style="" if finding.severity != "note" else "dim")
    if more:
        text.append(t(f" (và {more} ô nữa)", f" (and {more} more cells)"), style="dim")
    if finding.suggestion:
        text.append(f"\n      → {finding.suggestion}", style="cyan")
    return text


def finding_listing(files: Iterable[tuple[str, Sequence[Finding]]]) -> Listing:
    """Every finding of every file, one a row."""
    columns = tuple("file severity code sheet cell message suggestion".split())
    rows = [
        [name, f.severity, f.code, f.sheet, f.cell, f.message, f.suggestion] for name, found in files for f in found
    ]
    return Listing("findings", columns, rows)


def show_error(fault: ParreformError) -> None:
    """What stopped the command and what to type next; the faults of a refused file one by one."""
    console = err()
    console.print(Text("✗ ", style="bold red") + Text(str(fault)))
    if isinstance(fault, InputRefused):
        show_findings(fault.findings, console)
    if fault.hint:
        console.print(Text(f"  → {fault.hint}", style="cyan"))


def plain_error(message: str) -> None:
    """A last word when even drawing may fail."""
    sys.stderr.write(f"✗ {message}\n")
