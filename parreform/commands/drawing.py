"""Commands that draw what is stored."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from parreform import options as o
from parreform import settings
from parreform.commands import run
from parreform.options import Format
from parreform.settings import t

if TYPE_CHECKING:
    from parreform.analysis.trend import Trend
    from parreform.pictures.base import Picture
    from parreform.store import Store

app = typer.Typer()


@app.command(
    cls=o.Command, help=t("Vẽ một biểu đồ ra tệp PNG, SVG hoặc PDF", "Draw a chart into a PNG, SVG or PDF file")
)
def chart(
    name: o.ChartName,
    out: o.ChartFile,
    province: o.Provinces = None,
    index: o.Indices = None,
    component: o.Component = "",
    group: o.PeerGroup = "",
    year: o.Year = None,
    first: o.First = None,
    last: o.Last = None,
    measure: o.Measure = "rank",
    as_of: o.AsOf = "",
    category: o.Category = "",
    baseline: o.Baseline = None,
    size: o.Size = "a4",
    data: o.ChartData = None,
    alt: o.Alt = False,
) -> None:
    from parreform import charts, pictures
    from parreform.pictures.base import Held, Wanted

    charts.known_suffix(out)
    if data:
        run.format_of(data)
    wanted = Wanted(
        tuple(province or ()),
        tuple(index or ()),
        component,
        group,
        year,
        first,
        last,
        measure,
        run.moment(as_of),
        category,
        baseline,
    )
    with run.open_store() as store:
        picture = pictures.build(name, wanted, Held(store))
    draw(picture, out, size, alt=alt)
    if data:
        run.put(picture.data(), Format.table, data)
        run.say(t(f"✓ Số liệu: {data}", f"✓ Data: {data}"))


def draw(picture: "Picture", out: Path, size: str, *, alt: bool = False) -> None:
    """Draw a picture into a file and, if wanted, put its description beside it as .txt."""
    settings.prepare_drawing()
    from parreform import charts

    charts.save(charts.draw(picture, size), out)
    run.say(t(f"✓ Biểu đồ: {out}", f"✓ Chart: {out}"))
    if alt:
        beside = out.with_suffix(".txt")
        run.write(f"{picture.title}\n\n{picture.alt}\n".encode(), beside)
        run.say(t(f"✓ Lời tả: {beside}", f"✓ Description: {beside}"))


def draw_trend(found: "list[Trend]", store: "Store", province: str, chart: Path, size: str) -> None:
    """Draw lines found before."""
    from parreform.pictures.base import Held
    from parreform.pictures.trend import of_trends

    draw(of_trends(found, Held(store), province), chart, size)
