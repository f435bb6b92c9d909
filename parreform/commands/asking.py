"""Commands that answer from what is stored."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from parreform import options as o
from parreform.commands import drawing, run
from parreform.errors import UsageProblem
from parreform.options import Format
from parreform.settings import t

if TYPE_CHECKING:
    from parreform.store import Store

app = typer.Typer()


@app.command(cls=o.Command, help=t("Diễn biến của một tỉnh qua các năm", "A province through the years"))
def trend(
    province: o.Province,
    index: o.Indices = None,
    first: o.First = None,
    last: o.Last = None,
    component: o.Component = "",
    chart: o.Chart = None,
    size: o.Size = "a4",
    as_of: o.AsOf = "",
    fmt: o.Fmt = Format.table,
    out: o.Out = None,
) -> None:
    from parreform import queries

    asked = queries.Asked(tuple(index or ()), component, first, last, run.moment(as_of))
    with run.open_store() as store:
        found = queries.trends(store, province, asked)
        if chart:
            drawing.draw_trend(found, store, province, chart, size)
        if run.on_screen(fmt, out):
            from parreform.views import show_trends

            show_trends(found, store.catalog, province)
            if not (index or component or first or last):
                show_staff_beside(store, province, run.moment(as_of))
        else:
            run.put(queries.trend_listing(found, store.catalog), fmt, out)


@app.command(cls=o.Command, help=t("Bảng xếp hạng của một chỉ số trong một năm", "League table of an index in a year"))
def rank(
    index: o.OneIndex,
    year: o.OneYear,
    component: o.Component = "",
    as_of: o.AsOf = "",
    fmt: o.Fmt = Format.table,
    out: o.Out = None,
) -> None:
    from parreform import queries

    with run.open_store() as store:
        table = queries.league_of(store, index, year, component, run.moment(as_of))
        if run.on_screen(fmt, out):
            from parreform.views import show_league

            show_league(table, store.catalog)
        else:
            run.put(queries.league_listing(table, store.catalog), fmt, out)


@app.command(
    cls=o.Command, help=t("In mọi giá trị đang có, mỗi dòng một giá trị", "Print every current value, one a row")
)
def data(
    index: o.Index = "",
    province: o.Province = "",
    year: o.Year = None,
    level: o.Level = "",
    as_of: o.AsOf = "",
    fmt: o.Fmt = Format.csv,
    out: o.Out = None,
) -> None:
    from parreform import queries

    with run.open_store() as store:
        units = [u.id for u in store.catalog.find_units(province)] if province else []
        values = store.values(
            index=run.index_id(index), units=units, year=year, level=run.level_name(level), as_of=run.moment(as_of)
        )
        run.put(queries.data_listing(values, store.catalog), run.unless_named(fmt, out), out)


@app.command(
    cls=o.Command, help=t("Các đơn vị, nguồn gốc sáp nhập, và tra tên", "Units, their lineage, and looking names up")
)
def units(
    name: o.Lineage = "",
    year: o.Year = None,
    group: o.Group = "",
    resolve: o.Resolve = "",
    fmt: o.Fmt = Format.table,
    out: o.Out = None,
) -> None:
    from parreform import queries

    catalog = run.catalog()
    if resolve:
        listing = queries.resolve_names(_names_from(resolve), catalog, year)
        run.put(listing, Format.csv if fmt is Format.table and out is None else fmt, out)
    elif group:
        run.put(queries.group_listing(catalog, "" if group == "-" else group, year), fmt, out)
    elif name:
        run.put(queries.unit_listing(queries.lineage(catalog, name)), fmt, out)
        for sentence in queries.events_of(name, catalog):
            run.say(sentence)
    else:
        chosen = catalog.provinces(year) if year else catalog.units.values()
        run.put(queries.unit_listing(chosen), fmt, out)


@app.command(cls=o.Command, help=t("Các tiêu chí của một chỉ số", "The indicators of an index"))
def indicators(index: o.OneIndex = "", year: o.Year = None, fmt: o.Fmt = Format.table, out: o.Out = None) -> None:
    from parreform import queries

    run.put(queries.indicator_listing(run.catalog(), index, year), fmt, out)


@app.command(
    cls=o.Command,
    help=t("Các tệp đã nhập; thêm số, tên hoặc mã băm để xem một tệp", "Files imported, or all about one"),
)
def sources(source: o.SomeSource = "", fmt: o.Fmt = Format.table, out: o.Out = None) -> None:
    from parreform import queries

    with run.open_store() as store:
        if source and run.on_screen(fmt, out):
            from parreform.views import show_source

            found = store.source(source)
            staff = [("staffing", *row) for row in store.staffing_coverage(found.id)]
            show_source(found, [*store.coverage(found), *staff], store.findings(found.id))
        else:
            chosen = [store.source(source)] if source else store.sources()
            run.put(queries.source_listing(chosen), fmt, out)


@app.command(
    cls=o.Command, help=t("Một giá trị từ đâu ra: tệp, trang, ô, quyết định, các lần ghi", "Where a value comes from")
)
def why(
    province: o.OneProvince,
    indicator: o.OneIndicator,
    year: o.OneYear,
    fmt: o.Fmt = Format.table,
    out: o.Out = None,
) -> None:
    from parreform import queries

    with run.open_store() as store:
        if _why_staffing(store, province, indicator, year, fmt, out):
            return
        vintages = queries.vintages_of(store, province, indicator, year)
        if run.on_screen(fmt, out):
            from parreform.views import show_why

            show_why(vintages, store.catalog, queries.corrections_of(store, vintages[0]))
        else:
            run.put(queries.why_listing(vintages, store.catalog), fmt, out)


def show_staff_beside(store: "Store", province: str, as_of: str = "") -> None:
    """The province's staffing below its ranks, where any is held."""
    if not store.has_staffing():
        return
    from parreform.staffing_queries import AskedStaffing, staffing_entries
    from parreform.staffing_views import show_beside

    show_beside(staffing_entries(store, AskedStaffing(province, as_of=as_of)), store.catalog)


def _why_staffing(store: "Store", province: str, category: str, year: int, fmt: Format, out: Path | None) -> bool:
    """Answer for a category of staff; False where the words name none, or an index or indicator as well."""
    from parreform.errors import UnknownName
    from parreform.staffing.terms import Terms

    found = Terms.of(store.catalog).category(category)
    if found is None:
        return False
    if category != found.id:  # the id itself means nothing else
        with suppress(UnknownName):
            store.catalog.indicator_or_index(category)
            return False
    from parreform import staffing_queries as queries

    vintages = queries.why_staffing(store, province, found.id, year)
    if run.on_screen(fmt, out):
        from parreform.staffing_views import show_why_staffing

        show_why_staffing(vintages, store.catalog)
    else:
        run.put(queries.why_staffing_listing(vintages, store.catalog), fmt, out)
    return True


def _names_from(path: str) -> list[str]:
    """Names given as JSON strings, one a line; a line that is no JSON string is taken as it stands."""
    import json

    from parreform.workbook import file_content

    content = sys.stdin.buffer.read() if path == "-" else file_content(Path(path))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise UsageProblem(
            t(f"Dòng {line} của {path} không phải chữ UTF-8", f"Line {line} of {path} is no UTF-8 text"),
            t("Lưu tệp dạng UTF-8, mỗi dòng một tên", "Save the file as UTF-8, one name a line"),
        ) from fault
    names = []
    for line in text.splitlines():
        try:
            value = json.loads(line)
        except ValueError:
            value = line
        names.append(value if isinstance(value, str) else str(value))
    return names
