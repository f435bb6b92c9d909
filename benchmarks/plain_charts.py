"""What one would write with pyplot: the same content as our charts, placed by tight_layout and cut by its box.

It is what charts.py measures beside. Places of labels are where they fall: nothing keeps them apart.
"""

from io import BytesIO
from typing import Any

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt


def pyplot(picture: Any) -> bytes:
    """One picture of a trend or a bump as PNG."""
    panels = PLAIN[picture.kind](picture)
    figure = panels[0].figure
    figure.suptitle(picture.title, fontsize=13, fontweight="bold")
    foot = picture.footer
    figure.text(0.02, 0.01, "; ".join((*foot.sources, *foot.decisions, foot.date, foot.ranked)), fontsize=7)
    plt.tight_layout()
    out = BytesIO()
    figure.savefig(out, dpi=150, bbox_inches="tight")
    plt.close(figure)
    return out.getvalue()


def floor(picture: Any) -> bytes:
    """An empty figure of the same size: what saving alone costs."""
    from matplotlib.figure import Figure

    out = BytesIO()
    Figure(_size(picture), dpi=150).savefig(out)
    return out.getvalue()


def _size(picture: Any) -> tuple[float, float]:
    return (8.27, 11.0) if picture.kind == "bump" else (8.27, 5.8)


def _trend(picture: Any) -> list[Any]:
    groups: dict[str, list[Any]] = {}
    for line in picture.lines:
        groups.setdefault(line.index, []).append(line)
    _, rows = plt.subplots(len(groups), 1, figsize=_size(picture), squeeze=False)
    axes = [row[0] for row in rows]
    for panel, lines in zip(axes, groups.values(), strict=True):
        panel.set_title(lines[0].label, loc="left", fontsize=10)
        for line in lines:
            for band in line.bands:
                panel.fill_between((band.year - 0.5, band.year + 0.5), band.first, band.last, color="0.95")
            for other in line.field:
                panel.plot([y for y, _ in other], [v for _, v in other], color="0.8", linewidth=0.6)
            shown = [m for m in line.marks if m.rank]
            panel.plot([m.year for m in shown], [m.rank for m in shown], marker="o", label=line.unit)
            for mark in shown:
                if mark in (shown[-1], min(shown, key=lambda m: m.rank), max(shown, key=lambda m: m.rank)):
                    panel.annotate(f"{mark.rank}/{mark.n}\n{mark.year}", (mark.year, mark.rank), fontsize=8)
            for mark in line.marks[1:]:
                if mark.break_reason:
                    panel.axvline(mark.year - 0.5, color="0.4", linestyle="--", linewidth=0.8)
                    panel.text(mark.year - 0.5, 1, mark.break_reason[:40], fontsize=6)
        panel.invert_yaxis()
        panel.legend(fontsize=7)
        panel.grid(axis="y", color="0.9")
    return axes


def _bump(picture: Any) -> list[Any]:
    _, panel = plt.subplots(figsize=_size(picture))
    for course in picture.courses:
        seats = course.seats
        panel.plot([s.year for s in seats], [s.row for s in seats], color="C0" if course.focus else "0.8")
        panel.text(seats[0].year, seats[0].row, course.names[0], fontsize=6, ha="right")
        panel.text(seats[-1].year, seats[-1].row, course.names[1], fontsize=6)
    for rule in picture.breaks:
        panel.axvline(rule.x, color="0.4", linestyle="--", linewidth=0.8)
    panel.set_xticks([c.year for c in picture.columns])
    panel.invert_yaxis()
    return [panel]


PLAIN = {"trend": _trend, "bump": _bump}
