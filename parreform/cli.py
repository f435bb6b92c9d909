"""Commands: parse, make one call, print, give an exit code. Heavy modules are imported where used."""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import TyperException

from parreform import __version__, settings
from parreform import options as o
from parreform.errors import ExitCode, InputRefused, ParreformError, UsageProblem
from parreform.options import Format
from parreform.settings import t

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from parreform.analysis.trend import Trend
    from parreform.catalog import Catalog
    from parreform.evidence import Hints
    from parreform.export import Listing
    from parreform.findings import Finding
    from parreform.ingest import Imported
    from parreform.store import Provenance, Store

app = typer.Typer(
    name="parreform",
    cls=o.Program,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=t(
        "Theo dõi cải cách hành chính: nhập bảng PAR INDEX, SIPAS, PAPI và xem diễn biến của từng tỉnh.",
        "Follow administrative reform: import PAR INDEX, SIPAS and PAPI tables and see each province's course.",
    ),
    epilog=t(
        "--db, --lang và --quiet đặt ở đâu trong lệnh cũng được.",
        "--db, --lang and --quiet may stand anywhere in a command.",
    ),
)


class State:
    """What the global options say."""

    db = ""
    quiet = False


def _version(value: bool) -> None:
    if value:
        typer.echo(f"parreform {__version__}")
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help=t("Phiên bản", "Version"))]


@app.callback()
def start(db: o.Database = "", lang: o.Lang = "", quiet: o.Quiet = False, version: Version = False) -> None:  # noqa: ARG001
    if lang not in ("", "vi", "en"):
        raise UsageProblem(t(f"Không có ngôn ngữ “{lang}”", f"There is no language “{lang}”"), "--lang vi, --lang en")
    State.db, State.quiet = settings.database(db), quiet


@app.command(
    "import",
    cls=o.Command,
    help=t(
        "Nhập một hay nhiều bảng tính, hoặc mọi bảng tính trong một thư mục (không kể thư mục con)",
        "Import workbooks, or all workbooks of a folder (not of its subfolders)",
    ),
)
def import_command(
    files: o.Files,
    index: o.Index = "",
    year: o.Year = None,
    sheet: o.Sheet = "",
    layout: o.Layout = "",
    decimal: o.Decimal = "",
    producer: o.Producer = "",
    title: o.Title = "",
    decision: o.Decision = "",
    published: o.Published = "",
    url: o.Url = "",
    tier: o.Tier = "unknown",
    dry_run: o.DryRun = False,
    annotate: o.Annotate = None,
    save_layout: o.SaveLayout = "",
    changes: o.Changes = None,
    fmt: o.Fmt = Format.table,
) -> None:
    from parreform import saved
    from parreform.annotate import check_annotation
    from parreform.evidence import Hints
    from parreform.reconcile import known_day, known_tier
    from parreform.store import Provenance

    hints = Hints(_index_id(index), year, sheet, _layout(layout), _decimal(decimal))
    if annotate:
        check_annotation(files, annotate)
    if save_layout:
        saved.check_name(save_layout, files, hints)
    origin = Provenance(producer, title, decision, known_day(published), url, known_tier(tier))
    code = _import(files, hints, origin, dry_run=dry_run, fmt=fmt, annotated=annotate, changes=changes)
    if save_layout and not dry_run and not code:
        _save_layout(save_layout, files[0], hints)
    raise typer.Exit(code)


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

    asked = queries.Asked(tuple(index or ()), component, first, last, _moment(as_of))
    with _store() as store:
        found = queries.trends(store, province, asked)
        if chart:
            _draw_trend(found, store.catalog, province, chart, size)
        if _on_screen(fmt, out):
            from parreform.views import show_trends

            show_trends(found, store.catalog, province)
        else:
            _print(queries.trend_listing(found, store.catalog), fmt, out)


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

    with _store() as store:
        table = queries.league_of(store, index, year, component, _moment(as_of))
        if _on_screen(fmt, out):
            from parreform.views import show_league

            show_league(table, store.catalog)
        else:
            _print(queries.league_listing(table, store.catalog), fmt, out)


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

    with _store() as store:
        units = [u.id for u in store.catalog.find_units(province)] if province else []
        values = store.values(index=_index_id(index), units=units, year=year, level=_level(level), as_of=_moment(as_of))
        _print(queries.data_listing(values, store.catalog), fmt, out)


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

    catalog = _catalog()
    if resolve:
        listing = queries.resolve_names(_names_from(resolve), catalog, year)
        _print(listing, Format.csv if fmt is Format.table else fmt, out)
    elif group:
        _print(queries.group_listing(catalog, "" if group == "-" else group, year), fmt, out)
    elif name:
        _print(queries.unit_listing(queries.lineage(catalog, name)), fmt, out)
        for sentence in queries.events_of(name, catalog):
            _say(sentence)
    else:
        chosen = catalog.provinces(year) if year else catalog.units.values()
        _print(queries.unit_listing(chosen), fmt, out)


@app.command(cls=o.Command, help=t("Các tiêu chí của một chỉ số", "The indicators of an index"))
def indicators(index: o.OneIndex = "", year: o.Year = None, fmt: o.Fmt = Format.table, out: o.Out = None) -> None:
    from parreform import queries

    _print(queries.indicator_listing(_catalog(), index, year), fmt, out)


@app.command(
    cls=o.Command,
    help=t("Các tệp đã nhập; thêm số, tên hoặc mã băm để xem một tệp", "Files imported, or all about one"),
)
def sources(source: o.SomeSource = "", fmt: o.Fmt = Format.table, out: o.Out = None) -> None:
    from parreform import queries

    with _store() as store:
        if source and _on_screen(fmt, out):
            from parreform.views import show_source

            found = store.source(source)
            show_source(found, store.coverage(found), store.findings(found.id))
        else:
            chosen = [store.source(source)] if source else store.sources()
            _print(queries.source_listing(chosen), fmt, out)


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

    with _store() as store:
        vintages = queries.vintages_of(store, province, indicator, year)
        if _on_screen(fmt, out):
            from parreform.views import show_why

            show_why(vintages, store.catalog, queries.corrections_of(store, vintages[0]))
        else:
            _print(queries.why_listing(vintages, store.catalog), fmt, out)


@app.command(
    cls=o.Command,
    help=t("Hoàn tác lần nhập một tệp; giá trị trước đó có hiệu lực lại", "Take back the import of a file"),
)
def undo(source: o.SomeSource) -> None:
    with _store(write=True) as store:
        found = store.source(source)
        if not found.live:
            raise UsageProblem(t(f"{found.name} đã được hoàn tác trước đó", f"{found.name} was taken back before"))
        count = store.undo(found)
    _say(
        t(
            f"✓ Đã hoàn tác {found.name}: {count} giá trị thôi hiện hành",
            f"✓ {found.name} taken back: {count} values no longer current",
        )
    )


@app.command(
    cls=o.Command,
    help=t("Những số liệu mà các nguồn ghi khác nhau", "Figures that sources disagree on"),
)
def rivals(
    index: o.Index = "",
    province: o.Province = "",
    year: o.Year = None,
    fmt: o.Fmt = Format.table,
    out: o.Out = None,
) -> None:
    from parreform import reconcile

    with _store() as store:
        found = reconcile.rivals_of(store, reconcile.extent(store.catalog, index, province, year))
        if _on_screen(fmt, out):
            from parreform.rival_views import show_rivals

            show_rivals(found, store.catalog)
        else:
            _print(reconcile.rival_listing(found, store.catalog), fmt, out)


@app.command(
    cls=o.Command,
    help=t("Chọn nguồn được ưu tiên ở nơi các nguồn ghi khác nhau", "Prefer a source where sources disagree"),
)
def prefer(
    source: o.MaybeSource = "",
    index: o.Index = "",
    province: o.Province = "",
    year: o.Year = None,
    remove: o.Remove = False,
    list_all: o.ListAll = False,
    fmt: o.Fmt = Format.table,
    out: o.Out = None,
) -> None:
    from parreform import reconcile

    if not list_all and not (source and index):
        raise UsageProblem(
            t("Cần một nguồn và --index", "A source and --index are needed"),
            "parreform prefer NGUON --index par-index [--province TINH] [--year NAM]",
        )
    with _store(write=not list_all) as store:
        if list_all:
            _print(reconcile.preference_listing(store.preferences(), store.sources(), store.catalog), fmt, out)
            return
        found, scope = store.source(source), reconcile.extent(store.catalog, index, province, year)
        count = reconcile.prefer(store, found, scope, remove=remove)
    said = t("không còn được ưu tiên", "is no longer preferred") if remove else t("được ưu tiên", "is preferred")
    _say(t(f"✓ {found.name} {said}: {count} giá trị đổi nguồn", f"✓ {found.name} {said}: {count} values change source"))


@app.command(
    cls=o.Command, help=t("Kiểm tra mọi giá trị hiện hành; không sửa gì", "Check all current values; nothing is mended")
)
def check(index: o.Index = "", year: o.Year = None, fmt: o.Fmt = Format.table, out: o.Out = None) -> None:
    from parreform import reconcile

    with _store() as store:
        found = reconcile.check_held(store, reconcile.extent(store.catalog, index, year=year))
    if _on_screen(fmt, out):
        from parreform.rival_views import show_checked

        show_checked(reconcile.placed(found), reconcile.severities(found))
    else:
        _print(reconcile.check_listing(found), fmt, out)
    if reconcile.severities(found)["error"]:
        raise typer.Exit(ExitCode.REFUSED)


@app.command(
    cls=o.Command, help=t("Thử ngay với số liệu mẫu: nhập, in diễn biến, vẽ biểu đồ", "Try it all on the sample data")
)
def demo(out: o.Folder = Path("demo"), province: o.Province = "Hà Nội") -> None:
    from parreform import queries
    from parreform.evidence import Hints
    from parreform.ingest import sample_folder
    from parreform.store import Provenance
    from parreform.views import show_trends

    State.db = str(out / "demo.db")
    code = _import([sample_folder()], Hints(), Provenance(), dry_run=False, fmt=Format.table)
    with _store() as store:
        found = queries.trends(store, province)
        show_trends(found, store.catalog, province)
        for suffix in ("png", "svg"):
            _draw_trend(found, store.catalog, province, out / f"trend.{suffix}", "a4")
        _print(queries.trend_listing(found, store.catalog), Format.csv, out / "trend.csv")
    raise typer.Exit(code)


@app.command(cls=o.Command, help=t("Tạo bảng tính trống để điền rồi nhập", "Make a blank workbook to fill in"))
def template(what: o.FormName, year: o.FormYear, areas: o.Areas = False, out: o.NewFile = None) -> None:
    from parreform.export import write_new
    from parreform.forms import draw
    from parreform.templates import form

    made = form(what, year, _catalog(), areas=areas)
    path = out or Path(f"{made.stem}.xlsx")
    write_new(path, draw(made))
    _say(t(f"✓ Bảng tính trống: {path}", f"✓ Blank workbook: {path}"))


@app.command(
    cls=o.Command, help=t("Xem một bảng tính sẽ được đọc thế nào, trước khi nhập", "See how a workbook would be read")
)
def inspect(
    file: o.OneFile,
    index: o.Index = "",
    year: o.Year = None,
    sheet: o.Sheet = "",
    layout: o.Layout = "",
    decimal: o.Decimal = "",
    fmt: o.Fmt = Format.table,
    out: o.Out = None,
) -> None:
    from parreform import inspection
    from parreform.evidence import Hints
    from parreform.ingest import look

    if not file.is_file():
        raise UsageProblem(t(f"Không có tệp {file}", f"There is no file {file}"))
    catalog = _catalog()
    hints = Hints(_index_id(index), year, sheet, _layout(layout), _decimal(decimal))
    seen = look(file, catalog, hints)
    found = inspection.inspect(seen.extraction, seen.findings, catalog)
    if _on_screen(fmt, out):
        from parreform.views import show_inspection

        show_inspection(found, seen.findings, catalog)
    elif fmt is Format.json:
        _write(inspection.as_json(file.name, found, seen.findings), out)
    else:
        _print(inspection.listing(found, seen.findings), fmt, out)


@app.command(cls=o.Command, help=t("Các cách bày có sẵn và đã lưu", "Layouts, built in and saved"))
def layouts(remove: o.RemoveLayout = "", fmt: o.Fmt = Format.table, out: o.Out = None) -> None:
    from parreform import saved

    if remove:
        saved.remove(remove)
        _say(t(f"✓ Đã bỏ cách bày “{remove}”", f"✓ Layout “{remove}” removed"))
    else:
        _print(saved.layout_listing(_catalog()), fmt, out)


# --- what commands share -----------------------------------------------------------------------------


def _catalog() -> "Catalog":
    from parreform.catalog import Catalog

    return Catalog.load()


def _store(*, write: bool = False) -> "AbstractContextManager[Store]":
    from parreform.store import Store

    return Store.open(State.db, _catalog(), write=write)


def _on_screen(fmt: Format, out: Path | None) -> bool:
    return fmt is Format.table and out is None


def _import(
    files: list[Path],
    hints: "Hints",
    provenance: "Provenance",
    *,
    dry_run: bool,
    fmt: Format,
    annotated: Path | None = None,
    changes: Path | None = None,
) -> ExitCode:
    """Each file is its own transaction; a refused one does not stop the others."""
    from parreform.ingest import import_file, workbooks_in
    from parreform.reconcile import change_listing
    from parreform.rival_views import show_summary
    from parreform.terminal import finding_listing, show_error, show_import

    outcomes: list[tuple[str, Imported | None]] = []
    found = []
    with _store(write=not dry_run) as store:
        for path in workbooks_in(files):
            try:
                done = import_file(store, path, hints, provenance, dry_run=dry_run)
            except InputRefused as fault:
                outcomes.append((path.name, None))
                found.append((path.name, fault.findings))
                show_error(fault)
            else:
                outcomes.append((path.name, done))
                found.append((path.name, done.findings))
                show_import(done, store.catalog, quiet=State.quiet)
    if annotated:
        _annotate(files[0], annotated, hints, found[0][1])
    if changes:
        _print(change_listing([done for _, done in outcomes if done], store.catalog), _format_of(changes), changes)
    if fmt is not Format.table:
        _print(finding_listing(found), fmt, None)
    show_summary(outcomes, quiet=State.quiet)
    refused = sum(done is None for _, done in outcomes)
    if not refused:
        return ExitCode.DONE
    return ExitCode.REFUSED if refused == len(outcomes) else ExitCode.PARTLY


def _format_of(path: Path) -> Format:
    """The format that a file's ending names; csv without one we know."""
    known = path.suffix[1:] in Format.__members__
    return Format(path.suffix[1:]) if known else Format.csv


def _annotate(path: Path, out: Path, hints: "Hints", told: "Sequence[Finding]") -> None:
    """The annotated copy; of a file that cannot be opened there is none, its fault has been told."""
    from parreform.annotate import annotate
    from parreform.ingest import look

    try:
        findings = told or look(path, _catalog(), hints).findings
    except InputRefused:
        return
    annotate(path, findings, out)
    _say(t(f"✓ Bản đánh dấu: {out}", f"✓ Annotated copy: {out}"))


def _save_layout(name: str, path: Path, hints: "Hints") -> None:
    from parreform.ingest import remember_layout

    kept = remember_layout(name, path, _catalog(), hints)
    _say(t(f"✓ Đã lưu cách bày “{name}”: {kept}", f"✓ Layout “{name}” saved: {kept}"))


def _draw_trend(found: "list[Trend]", catalog: "Catalog", province: str, chart: Path, size: str) -> None:
    from parreform import charts, pictures

    picture = pictures.trend_picture(found, catalog, province)
    charts.save(charts.trend(picture, size=size), chart)
    _say(t(f"✓ Biểu đồ: {chart}", f"✓ Chart: {chart}"))


def _print(listing: "Listing", fmt: Format, out: Path | None) -> None:
    from parreform.export import render

    if fmt is Format.table and out and out.suffix[1:] in Format.__members__:
        fmt = Format(out.suffix[1:])
    if fmt is Format.table:
        from parreform.terminal import show_listing

        show_listing(listing)
        return
    if fmt is Format.xlsx and out is None and sys.stdout.isatty():
        raise UsageProblem(
            t("Tệp xlsx không in ra màn hình được", "An xlsx file cannot be shown on a terminal"), "--out TEP.xlsx"
        )
    _write(render(listing, fmt.value), out)


def _write(content: bytes, out: Path | None) -> None:
    from parreform.export import write_whole

    if out:
        write_whole(out, content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()


def _names_from(path: str) -> list[str]:
    """Names given as JSON strings, one a line; a line that is no JSON string is taken as it stands."""
    import json

    text = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    names = []
    for line in text.decode("utf-8-sig").splitlines():
        try:
            value = json.loads(line)
        except ValueError:
            value = line
        names.append(value if isinstance(value, str) else str(value))
    return names


def _index_id(name: str) -> str:
    return _catalog().index(name).id if name else ""


def _layout(name: str) -> str:
    from parreform.layouts import LAYOUTS

    if name and name not in LAYOUTS:
        raise UsageProblem(t(f"Không có cách bày “{name}”", f"There is no layout “{name}”"), ", ".join(LAYOUTS))
    return name


def _decimal(mark: str) -> str:
    if mark not in ("", "comma", "point"):
        raise UsageProblem(
            t(f"Không có dấu thập phân “{mark}”", f"There is no decimal mark “{mark}”"),
            "--decimal comma, --decimal point",
        )
    return mark


def _level(name: str) -> str:
    known = ("index", "dimension", "subdimension", "criterion")
    if name and name not in known:
        raise UsageProblem(t(f"Không có cấp “{name}”", f"There is no level “{name}”"), ", ".join(known))
    return name


def _moment(as_of: str) -> str:
    """A day means its end; a full time is taken as it is. Times are in UTC."""
    from datetime import datetime

    if not as_of:
        return ""
    try:
        datetime.fromisoformat(as_of)
    except ValueError as fault:
        raise UsageProblem(t(f"“{as_of}” không phải ngày", f"“{as_of}” is no date"), "--as-of 2026-11-23") from fault
    return f"{as_of}T23:59:59.999999Z" if len(as_of) == len("2026-11-23") else as_of


def _say(text: str) -> None:
    if not State.quiet:
        typer.echo(text, err=True)


# --- start and end -------------------------------------------------------------------------------------


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code; no traceback ever reaches the user."""
    gc.set_threshold(200_000, 50, 100)  # an import makes many small values that live until its end
    given = list(sys.argv[1:] if arguments is None else arguments)
    settings.set_language(settings.language_from(given))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(args=_globals_first(given), prog_name="parreform", standalone_mode=False)
        return int(code or 0)
    except ParreformError as fault:
        return _failed(fault)
    except typer.Exit as stop:
        return int(stop.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except Exception as fault:  # noqa: BLE001 - the last line before a traceback
        return _unexpected(fault)


def _globals_first(arguments: list[str]) -> list[str]:
    """Move --db, --lang and --quiet to the front, so that they may stand anywhere."""
    front: list[str] = []
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
        elif word in ("--db", "--lang"):
            front += [word, *(v for v in [next(words, None)] if v is not None)]
        elif word in ("--quiet", "-q") or word.startswith(("--db=", "--lang=")):
            front.append(word)
        else:
            rest.append(word)
    return front + rest


def _failed(fault: ParreformError) -> int:
    from parreform.terminal import show_error

    show_error(fault)
    return int(fault.exit_code)


def _unexpected(fault: Exception) -> int:
    """A usage fault found by typer, or a fault of ours."""
    if isinstance(fault, TyperException):
        return _misused(fault)
    if os.environ.get("PARREFORM_DEBUG"):
        raise fault
    words = t("Lỗi của chương trình, không phải của bạn", "A fault of the program, not yours")
    sys.stderr.write(f"✗ {words}: {type(fault).__name__}: {fault}\n")
    sys.stderr.write(
        t(
            "  → Chạy lại với PARREFORM_DEBUG=1 và gửi kết quả cho chúng tôi\n",
            "  → Run again with PARREFORM_DEBUG=1 and send us the result\n",
        )
    )
    return ExitCode.OUR_FAULT


def _misused(fault: TyperException) -> int:
    """A command that cannot be understood: typer's complaint, or the help page where nothing was asked."""
    message = fault.format_message()
    if type(fault).__name__ == "NoArgsIsHelpError":
        sys.stderr.write(f"{message}\n")
    else:
        sys.stderr.write(f"✗ {o.complaint(message)}\n  → parreform --help\n")
    return ExitCode.USAGE
