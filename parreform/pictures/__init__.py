"""PICTURES: what can be drawn. Each kind has a module here that builds it, and one in `drawing` that draws it.

A builder turns what is wanted and held into a frozen picture: names, values, words. It knows nothing of
matplotlib, and a picture holds nothing that is still to be computed but places on paper.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import import_module
from typing import TYPE_CHECKING

from parreform.catalog import nearest
from parreform.errors import UnknownName, UsageProblem
from parreform.pictures.base import Wanted
from parreform.settings import t

if TYPE_CHECKING:
    from parreform.pictures.base import Held, Picture


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of picture: what it shows, and the fields of `Wanted` it needs and those it also takes."""

    vi: str
    en: str
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


PICTURES: Mapping[str, Kind] = {
    "trend": Kind(
        "một tỉnh qua các năm, trên nền các tỉnh khác",
        "one province through the years, before all others",
        needs=("provinces",),
        takes=("indices", "component", "first", "last", "measure", "as_of"),
    ),
    "bump": Kind(
        "thứ hạng của mọi tỉnh qua các năm",
        "the ranks of all provinces through the years",
        needs=("indices",),
        takes=("provinces", "group", "component", "first", "last", "as_of"),
    ),
    "slope": Kind(
        "thứ hạng của mọi tỉnh ở hai năm",
        "the ranks of all provinces in two years",
        needs=("indices",),
        takes=("provinces", "group", "component", "first", "last", "as_of"),
    ),
    "league": Kind(
        "điểm và thứ hạng của mọi tỉnh trong một năm",
        "the scores and ranks of all provinces in a year",
        needs=("indices",),
        takes=("provinces", "group", "component", "year", "as_of"),
    ),
    "components": Kind(
        "các thành phần của một tỉnh, phần trăm điểm tối đa",
        "the parts of a province's score, percent of the maximum",
        needs=("provinces", "indices"),
        takes=("component", "group", "year", "as_of"),
    ),
    "heatmap": Kind(
        "mọi tỉnh theo thành phần hoặc theo năm",
        "all provinces by parts or by years",
        needs=("indices",),
        takes=("provinces", "group", "component", "year", "first", "last", "measure", "as_of"),
    ),
    "map": Kind(
        "bản đồ ô của các tỉnh trong một năm",
        "a tile map of the provinces in a year",
        needs=("indices",),
        takes=("provinces", "group", "component", "year", "measure", "as_of"),
    ),
    "distribution": Kind(
        "một tỉnh đứng đâu giữa mọi tỉnh",
        "where a province stands among all",
        needs=("provinces", "indices"),
        takes=("group", "component", "year", "as_of"),
    ),
    "small-multiples": Kind(
        "mỗi tỉnh của một nhóm một khung nhỏ qua các năm",
        "a small panel for each province of a group, over years",
        needs=("indices",),
        takes=("provinces", "group", "component", "first", "last", "measure", "as_of"),
    ),
    "staffing": Kind(
        "biên chế của một tỉnh so với gốc và chỉ tiêu; phần chuyển đi gạch chéo",
        "a province's posts against baseline and target; posts that moved are hatched",
        needs=("provinces",),
        takes=("category", "baseline", "as_of"),
    ),
    "staffing-compare": Kind(
        "tỷ lệ giảm của các tỉnh so với chỉ tiêu",
        "the share that provinces cut, against the target",
        needs=("category",),
        takes=("provinces", "baseline", "year", "as_of"),
    ),
}

_OPTIONS = {
    "provinces": "--province",
    "indices": "--index",
    "component": "--component",
    "group": "--group",
    "year": "--year",
    "first": "--from",
    "last": "--to",
    "measure": "--measure",
    "as_of": "--as-of",
    "category": "--category",
    "baseline": "--baseline",
}


def build(name: str, wanted: Wanted, held: "Held") -> "Picture":
    """The picture of a kind. `UsageProblem` tells an unknown kind, a missing option and one that has no effect."""
    kind = PICTURES.get(name)
    if kind is None:
        raise UnknownName(
            t("loại biểu đồ", "kind of chart"), name, nearest(name, {n: (n,) for n in PICTURES}) or tuple(PICTURES)
        )
    given = {f.name for f in fields(Wanted) if getattr(wanted, f.name) != f.default}
    missing = [_OPTIONS[need] for need in kind.needs if need not in given]
    useless = [_OPTIONS[option] for option in sorted(given - {*kind.needs, *kind.takes})]
    if missing:
        raise UsageProblem(
            t(f"Biểu đồ {name} cần thêm {', '.join(missing)}", f"Chart {name} needs {', '.join(missing)}"),
            "parreform chart --help",
        )
    if useless:
        taken = ", ".join(_OPTIONS[option] for option in (*kind.needs, *kind.takes))
        raise UsageProblem(
            t(f"Biểu đồ {name} không dùng {', '.join(useless)}", f"Chart {name} does not take {', '.join(useless)}"),
            t(f"Dùng được: {taken}", f"It takes: {taken}"),
        )
    module = import_module(f"{__name__}.{name.replace('-', '_')}")
    picture: Picture = module.build(wanted, held)
    return picture
