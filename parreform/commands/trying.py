"""The demonstration on sample data."""

from contextlib import suppress
from pathlib import Path

import typer

from parreform import options as o
from parreform.commands import asking, drawing, exporting, importing, run
from parreform.errors import UsageProblem
from parreform.options import Format
from parreform.settings import t

app = typer.Typer()


@app.command(
    cls=o.Command,
    help=t("Thử ngay với số liệu mẫu: nhập, in diễn biến, vẽ biểu đồ, làm trang xem", "Try it all on the sample data"),
)
def demo(out: o.Folder = Path("demo"), province: o.Province = "Hà Nội") -> None:
    from parreform import pictures, queries, staffing_queries
    from parreform.hints import Hints
    from parreform.ingest import sample_folder
    from parreform.pictures.base import Held, Wanted
    from parreform.store import Provenance
    from parreform.views import show_trends

    run.State.db = str(out / "demo.db")
    folders = [sample_folder(), sample_folder() / "staffing"]
    code = importing.import_files(folders, Hints(), Provenance(), dry_run=False, fmt=Format.table)
    with run.open_store() as store:
        found = queries.trends(store, province)
        show_trends(found, store.catalog, province)
        asking.show_staff_beside(store, province)
        for suffix in ("png", "svg"):
            drawing.draw_trend(found, store, province, out / f"trend.{suffix}", "a4")
        run.put(queries.trend_listing(found, store.catalog), Format.csv, out / "trend.csv")
        entries = staffing_queries.staffing_entries(store, staffing_queries.AskedStaffing(province))
        run.put(staffing_queries.staffing_listing(entries, store.catalog), Format.csv, out / "staffing.csv")
        with suppress(UsageProblem):  # of most provinces there is nothing to draw
            picture = pictures.build("staffing", Wanted(provinces=(province,)), Held(store))
            drawing.draw(picture, out / "staffing.png", "a4")
    exporting.bring_up_to_date(out / "gallery", province)
    raise typer.Exit(code)
