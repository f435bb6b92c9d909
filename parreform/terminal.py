"""Results and findings on a screen: aligned numbers, marks that read without colour, words in two languages.

Data go to stdout, everything said about them to stderr.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

from rich.console import Console
from rich.text import Text

from parreform.catalog import Catalog
from parreform.errors import InputRefused, ParreformError
from parreform.export import Cell, Listing
from parreform.settings import t
from parreform.text import local_number, printable

if TYPE_CHECKING:
    from parreform.findings import Finding
    from parreform.ingest import Imported
    from parreform.plans import Plan

SEVERITY = {"error": ("✗", "bold red"), "warning": ("!", "yellow"), "note": ("·", "dim")}


def escape(text: str) -> str:
    """A text with nothing in it that could be taken for markup."""
    from rich import markup

    return markup.escape(printable(text, 10_000))


def out() -> Console:
    """Where data go."""
    return Console(highlight=False, emoji=False)


def err(*, quiet: bool = False) -> Console:
    """Where narration goes; silent with `--quiet`, except for errors, which are printed apart."""
    return Console(stderr=True, highlight=False, emoji=False, quiet=quiet)


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


# --- trend and rank --------------------------------------------------------------------------------


# --- any listing -----------------------------------------------------------------------------------


ON_SCREEN: dict[str, tuple[str, ...]] = {
    "units": ("unit_id", "unit", "type", "code", "valid_from", "valid_to"),
    "groups": ("group_id", "group", "kind", "units", "valid_from", "valid_to"),
    "indicators": ("indicator", "level", "number", "max", "name_vi"),
    "sources": ("source_id", "name", "imported_at", "values", "current", "standing"),
    "rules": ("rule_id", "categories", "baseline_years", "due_year", "pct", "basis"),
    "preferences": ("source_id", "source", "index", "unit", "year", "stated_at"),
}
"""The columns a listing shows on a screen, where it has more than fit; the other formats have them all."""


def show_listing(listing: Listing, console: Console | None = None) -> None:
    """A listing as a table; long texts fold, and columns left to the other formats are spoken of."""
    from rich import box
    from rich.table import Table

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
        "layout": t("Cách bày", "Layout"),
        "at": t("Chỗ", "At"),
        "heading": t("Tiêu đề", "Heading"),
        "meaning": t("Nghĩa", "Meaning"),
        "why": t("Vì sao", "Why"),
        "label": t("Dòng", "Row"),
        "kind": t("Loại", "Kind"),
        "what": t("Nội dung", "What"),
        "used": t("Dùng ở", "Used for"),
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
        "rule_id": t("Mã", "Id"),
        "categories": t("Loại", "Category"),
        "baseline_years": t("So với", "Baseline"),
        "due_year": t("Hạn", "Due"),
        "pct": "%",
        "basis": t("Căn cứ", "Basis"),
    }
    return words.get(column, column)


def _shown(column: str, value: Cell) -> str:
    if isinstance(value, bool):
        return t("có", "yes") if value else t("không", "no")
    if isinstance(value, int) and column in ("year", "due_year", "source_id", "rank", "n_ranked"):
        return str(value)
    if column == "type":
        return {"city": t("thành phố", "city"), "province": t("tỉnh", "province")}.get(
            str(value or ""), str(value or "")
        )
    if column == "kind":
        return {"built-in": t("có sẵn", "built in"), "saved": t("đã lưu", "saved")}.get(str(value), str(value))
    if column in ("imported_at", "stated_at"):
        return moment(str(value))
    return escape(value) if isinstance(value, str) else number(value)


def moment(at: str) -> str:
    """A stored time to the minute."""
    return at[:16].replace("T", " ")


# --- imports and findings --------------------------------------------------------------------------


def show_import(done: "Imported", catalog: Catalog, *, quiet: bool = False) -> None:
    """What an import did, what it noticed, and what it changed."""
    console = err(quiet=quiet)
    if done.plan is None:
        console.print(
            t(
                f"= {escape(done.path.name)}: không có gì mới, đã nhập {escape(done.before)}",
                f"= {escape(done.path.name)}: nothing new, imported {escape(done.before)}",
            )
        )
        return
    plan = done.plan
    sign = "?" if done.dry_run else "✓"
    words = t(
        f"{number(plan.new)} mới, {number(plan.changes)} thay đổi, {number(plan.confirmed)} như cũ",
        f"{number(plan.new)} new, {number(plan.changes)} changed, {number(plan.confirmed)} same",
    )
    trial = t(" (thử, chưa lưu gì)", " (trial, nothing stored)") if done.dry_run else ""
    console.print(f"[green]{sign}[/green] {escape(done.path.name)}: {words}{trial}")
    for index in dict.fromkeys(s.index for s in done.sheets):
        years = sorted({y for s in done.sheets if s.index == index for y in s.years})
        console.print(f"  {catalog.indices[index].short}: {spans_of_years(years)}", style="dim")
    if done.staffing:
        years = sorted({y for s in done.staffing for y in s.years})
        console.print(f"  {t('Biên chế', 'Staffing')}: {spans_of_years(years) or '–'}", style="dim")
    if plan.changes or plan.filling or plan.kept_beside or plan.gone:
        _show_changes(plan, catalog, console)
    show_findings(done.findings, console)


def _show_changes(plan: "Plan", catalog: Catalog, console: Console) -> None:
    """What an import changes of what is held: the largest differences, and how much is added, kept beside or left."""
    from parreform.change_words import change_lines, kept

    lines = change_lines(plan, catalog)
    for line in lines[:10]:
        console.print(f"  {escape(line)}")
    if len(lines) > 10:
        more = len(lines) - 10
        console.print(
            t(
                f"  … và {number(more)} thay đổi nữa: --changes TEP.csv để ghi hết",
                f"  … and {number(more)} more changes: --changes FILE.csv writes all",
            ),
            style="dim",
        )
    for sentence in kept(plan):
        console.print(f"  {sentence}")


def spans_of_years(years: Sequence[int]) -> str:
    """2011, 2012, 2013, 2015 as `2011–2013, 2015`."""
    spans: list[list[int]] = []
    for year in years:
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ", ".join(str(s[0]) if len(s) == 1 else f"{s[0]}–{s[-1]}" for s in spans)


def show_findings(findings: "Sequence[Finding]", console: Console) -> None:
    """Findings grouped by severity and code, every one of them; repeated notes of one kind in one line."""
    from collections import Counter

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


def _finding_text(finding: "Finding", more: int) -> Text:
    sign, style = SEVERITY[finding.severity]
    where = printable("!".join(p for p in (finding.sheet, finding.cell) if p))
    text = Text(f"  {sign} ", style=style)
    text.append(f"{where}: " if where else "", style="bold" if finding.severity == "error" else "")
    text.append(finding.message, style="" if finding.severity != "note" else "dim")
    if more:
        text.append(t(f" (và {more} ô nữa)", f" (and {more} more cells)"), style="dim")
    if finding.suggestion:
        text.append(f"\n      → {finding.suggestion}", style="cyan")
    return text


def finding_listing(files: "Iterable[tuple[str, Sequence[Finding]]]") -> Listing:
    """Every finding of every file, one a row."""
    columns = tuple("file severity code sheet cell message suggestion".split())
    rows = [
        [name, f.severity, f.code, f.sheet, f.cell, f.message, f.suggestion] for name, found in files for f in found
    ]
    return Listing("findings", columns, rows)


def show_error(fault: ParreformError) -> None:
    """What stopped the command and what to type next; the faults of a refused file one by one."""
    console = err()
    console.print(Text("✗ ", style="bold red") + Text(printable(str(fault))))
    if isinstance(fault, InputRefused):
        show_findings(fault.findings, console)
    if fault.hint:
        console.print(Text(f"  → {printable(fault.hint)}", style="cyan"))
