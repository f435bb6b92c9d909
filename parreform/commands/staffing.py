"""The command for staff and cut posts."""

import typer

from parreform import options as o
from parreform.commands import run
from parreform.options import Format
from parreform.settings import t

app = typer.Typer()


@app.command(
    cls=o.Command,
    help=t(
        "Biên chế và tinh giản biên chế: gốc, giao, có mặt, giảm, kể cả và không kể số chuyển đi",
        "Staff and cut posts: baseline, assigned, present, cut, with and without posts that moved elsewhere",
    ),
)
def staffing(
    province: o.Province = "",
    category: o.Category = "",
    baseline: o.Baseline = None,
    details: o.Details = False,
    as_of: o.AsOf = "",
    fmt: o.Fmt = Format.table,
    out: o.Out = None,
) -> None:
    from parreform import staffing_queries as queries

    asked = queries.AskedStaffing(province, category, baseline, run.moment(as_of))
    with run.open_store() as store:
        entries = queries.staffing_entries(store, asked)
        if run.on_screen(fmt, out):
            from parreform.staffing_views import show_staffing

            show_staffing(entries, store.catalog, province)
            return
        run.put(queries.staffing_listing(entries, store.catalog, details=details), fmt, out)
    left = sum(queries.needs_details(e.line) for e in entries)
    if left and not details:
        run.say(
            t(
                f"{left} dòng chỉ đếm người hoặc là tổng còn thiếu đơn vị: thêm --details để có",
                f"{left} lines count people only, or are sums that lack a unit: --details adds them",
            )
        )
