"""Commands for figures that sources disagree on, or that look wrong."""

import typer

from parreform import options as o
from parreform.commands import run
from parreform.errors import ExitCode, UsageProblem
from parreform.options import Format
from parreform.settings import t

app = typer.Typer()


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

    with run.open_store() as store:
        found = reconcile.rivals_of(store, reconcile.extent(store.catalog, index, province, year))
        if run.on_screen(fmt, out):
            from parreform.rival_views import show_rivals

            show_rivals(found, store.catalog)
        else:
            run.put(reconcile.rival_listing(found, store.catalog), fmt, out)


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
    with run.open_store(write=not list_all) as store:
        if list_all:
            run.put(reconcile.preference_listing(store.preferences(), store.sources(), store.catalog), fmt, out)
            return
        found, scope = store.source(source), reconcile.extent(store.catalog, index, province, year)
        count = reconcile.prefer(store, found, scope, remove=remove)
    said = t("không còn được ưu tiên", "is no longer preferred") if remove else t("được ưu tiên", "is preferred")
    run.say(
        t(f"✓ {found.name} {said}: {count} giá trị đổi nguồn", f"✓ {found.name} {said}: {count} values change source")
    )


@app.command(
    cls=o.Command, help=t("Kiểm tra mọi giá trị hiện hành; không sửa gì", "Check all current values; nothing is mended")
)
def check(index: o.Index = "", year: o.Year = None, fmt: o.Fmt = Format.table, out: o.Out = None) -> None:
    from parreform import reconcile

    with run.open_store() as store:
        found = reconcile.check_held(store, reconcile.extent(store.catalog, index, year=year))
    if run.on_screen(fmt, out):
        from parreform.rival_views import show_checked

        show_checked(reconcile.placed(found), reconcile.severities(found))
    else:
        run.put(reconcile.check_listing(found), fmt, out)
    if reconcile.severities(found)["error"]:
        raise typer.Exit(ExitCode.REFUSED)
