"""Commands that bring tables in, and take them back."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from parreform import options as o
from parreform.commands import run
from parreform.errors import ExitCode, InputRefused, UsageProblem
from parreform.options import Format
from parreform.settings import t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parreform.ahead import Ahead
    from parreform.findings import Finding
    from parreform.hints import Hints
    from parreform.ingest import Imported
    from parreform.store import Provenance

app = typer.Typer()


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
    sheet: o.Sheets = None,
    layout: o.Layout = "",
    decimal: o.Decimal = "",
    baseline: o.Baseline = None,
    kind: o.StaffKind = "",
    accept: o.Accept = None,
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
    from parreform.ahead import reading

    with reading(files) as ahead:  # the other modules take as long to load as a large file to read
        from parreform import saved
        from parreform.annotate import check_annotation
        from parreform.hints import Hints
        from parreform.reconcile import known_day, known_tier
        from parreform.store import Provenance

        settled = (run.index_id(index), year, tuple(sheet or ()), run.layout_name(layout), run.decimal_mark(decimal))
        hints = Hints(*settled, baseline, run.staff_kind(kind), run.accepted(accept))
        if annotate:
            check_annotation(files, annotate)
        if changes:
            _check_changes(files, changes)
        if save_layout:
            saved.check_name(save_layout, files, hints)
        origin = Provenance(producer, title, decision, known_day(published), url, known_tier(tier))
        code = import_files(files, hints, origin, ahead, dry_run=dry_run, fmt=fmt, annotated=annotate, changes=changes)
        if save_layout and not dry_run and not code:
            _save_layout(save_layout, files[0], hints)
    raise typer.Exit(code)


@app.command(
    cls=o.Command,
    help=t("Hoàn tác lần nhập một tệp; giá trị trước đó có hiệu lực lại", "Take back the import of a file"),
)
def undo(source: o.SomeSource) -> None:
    from parreform import reconcile

    with run.open_store(write=True) as store:
        found, count = reconcile.take_back(store, source)
    run.say(
        t(
            f"✓ Đã hoàn tác {found.name}: {count} giá trị thôi hiện hành",
            f"✓ {found.name} taken back: {count} values no longer current",
        )
    )


@app.command(
    cls=o.Command, help=t("Xem một bảng tính sẽ được đọc thế nào, trước khi nhập", "See how a workbook would be read")
)
def inspect(
    file: o.OneFile,
    index: o.Index = "",
    year: o.Year = None,
    sheet: o.Sheets = None,
    layout: o.Layout = "",
    decimal: o.Decimal = "",
    baseline: o.Baseline = None,
    kind: o.StaffKind = "",
    accept: o.Accept = None,
    fmt: o.Fmt = Format.table,
    out: o.Out = None,
) -> None:
    from parreform.ahead import reading

    if not file.is_file():
        raise UsageProblem(t(f"Không có tệp {file}", f"There is no file {file}"))
    with reading([file]) as ahead:
        from parreform import inspection
        from parreform.hints import Hints
        from parreform.ingest import look
        from parreform.staffing_looks import looks_of

        catalog = run.catalog()
        settled = (run.index_id(index), year, tuple(sheet or ()), run.layout_name(layout), run.decimal_mark(decimal))
        hints = Hints(*settled, baseline, run.staff_kind(kind), run.accepted(accept))
        seen = look(file, catalog, hints, read=ahead.read)
    found = [
        *looks_of(seen.staffing, seen.findings, catalog),
        *inspection.inspect(seen.extraction, seen.findings, catalog),
    ]
    if run.on_screen(fmt, out):
        from parreform.views import show_inspection

        show_inspection(found, seen.findings, catalog)
    elif fmt is Format.json:
        run.write(inspection.as_json(file.name, found, seen.findings), out)
    else:
        run.put(inspection.listing(found, seen.findings), fmt, out)


@app.command(cls=o.Command, help=t("Các cách bày có sẵn và đã lưu", "Layouts, built in and saved"))
def layouts(remove: o.RemoveLayout = "", fmt: o.Fmt = Format.table, out: o.Out = None) -> None:
    from parreform import saved

    if remove:
        saved.remove(remove)
        run.say(t(f"✓ Đã bỏ cách bày “{remove}”", f"✓ Layout “{remove}” removed"))
    else:
        run.put(saved.layout_listing(run.catalog()), fmt, out)


@app.command(
    cls=o.Command,
    help=t(
        "Dựng lại cơ sở dữ liệu từ kho bản gốc và nhật ký, vào một tệp mới",
        "Build the database again from the archive and its log, into a new file",
    ),
)
def rebuild(archive: o.Archive) -> None:
    from parreform.ingest import import_file
    from parreform.journal import keep_up
    from parreform.journal import rebuild as redo

    with run.open_store(write=True) as store:
        done = list(redo(store, archive, import_file))
        keep_up(store)
    lost = [act for act in done if act.fault]
    for act in lost:
        typer.echo(f"✗ {act.at} {act.kind} {act.name}: {act.fault}", err=True)
    again = len(done) - len(lost)
    run.say(t(f"✓ Đã làm lại {again}/{len(done)} việc", f"✓ {again} of {len(done)} acts done again"))
    raise typer.Exit(ExitCode.PARTLY if lost else ExitCode.DONE)


@app.command(cls=o.Command, help=t("Tạo bảng tính trống để điền rồi nhập", "Make a blank workbook to fill in"))
def template(what: o.FormName, year: o.FormYear, areas: o.Areas = False, out: o.NewFile = None) -> None:
    from parreform.files import write_new
    from parreform.forms import draw
    from parreform.templates import form

    made = form(what, year, run.catalog(), areas=areas)
    path = out or Path(f"{made.stem}.xlsx")
    run.known_ending(path, [".xlsx"])
    write_new(path, draw(made))
    run.say(t(f"✓ Bảng tính trống: {path}", f"✓ Blank workbook: {path}"))


def import_files(
    files: list[Path],
    hints: "Hints",
    provenance: "Provenance",
    ahead: "Ahead | None" = None,
    *,
    dry_run: bool,
    fmt: Format,
    annotated: Path | None = None,
    changes: Path | None = None,
) -> ExitCode:
    """Each file is its own transaction; a refused one does not stop the others."""
    from parreform.ingest import faults_of, import_file
    from parreform.progress import following
    from parreform.terminal import finding_listing, show_error, show_import
    from parreform.text import printable
    from parreform.wording import prepare
    from parreform.workbook import read_workbook, workbooks_in

    told: list[tuple[str, Imported | None, Sequence[Finding]]] = []
    paths, read = workbooks_in(files), ahead.read if ahead else read_workbook
    with run.open_store(write=not dry_run, trial=dry_run) as store, following(paths, quiet=run.State.quiet) as steps_of:
        if ahead and ahead.busy:
            prepare(store.catalog)
        for path, name in ((p, printable(p.name)) for p in paths):
            try:
                done = import_file(store, path, hints, provenance, dry_run=dry_run, tell=steps_of(path), read=read)
            except InputRefused as fault:
                told.append((name, None, faults_of(fault)))
                show_error(fault)
            else:
                told.append((name, done, done.findings))
                show_import(done, store.catalog, quiet=run.State.quiet)
    if annotated:
        _annotate(files[0], annotated, hints, told[0][2])
    if changes:
        from parreform.reconcile import change_listing

        run.put(change_listing([done for _, done, _ in told if done], store.catalog), Format.table, changes)
    if fmt is not Format.table:
        run.put(finding_listing([(name, findings) for name, _, findings in told]), fmt, None)
    if len(told) > 1:
        from parreform.rival_views import show_summary

        show_summary([(name, done) for name, done, _ in told], quiet=run.State.quiet)
    refused = sum(done is None for _, done, _ in told)
    if not refused:
        return ExitCode.DONE
    return ExitCode.REFUSED if refused == len(told) else ExitCode.PARTLY


def _check_changes(files: list[Path], out: Path) -> None:
    """Refuse before the import what could not be written after it, or would be written over an input."""
    run.format_of(out)
    if out.exists() and any(path.exists() and out.samefile(path) for path in files):
        raise UsageProblem(
            t(
                f"--changes không ghi đè lên tệp đang nhập: {out}",
                f"--changes never writes over a file imported: {out}",
            ),
            t("Chọn tên khác", "Choose another name"),
        )


def _annotate(path: Path, out: Path, hints: "Hints", told: "Sequence[Finding]") -> None:
    """The annotated copy; of a file that cannot be opened there is none, its fault has been told."""
    from parreform.annotate import annotate
    from parreform.ingest import UNREADABLE, look

    if any(f.code == UNREADABLE for f in told):
        return
    findings = told or look(path, run.catalog(), hints).findings
    annotate(path, findings, out)
    run.say(t(f"✓ Bản đánh dấu: {out}", f"✓ Annotated copy: {out}"))


def _save_layout(name: str, path: Path, hints: "Hints") -> None:
    from parreform.ingest import remember_layout

    kept = remember_layout(name, path, run.catalog(), hints)
    run.say(t(f"✓ Đã lưu cách bày “{name}”: {kept}", f"✓ Layout “{name}” saved: {kept}"))
    if hints.baseline is not None:
        again = t(
            f"  Năm gốc {hints.baseline} không được lưu: tệp sau không nêu năm gốc thì vẫn thêm --baseline",
            f"  The baseline year {hints.baseline} is not kept: add --baseline where the next file does not state its own",
        )
        run.say(again)
