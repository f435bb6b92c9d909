"""Saving a figure: whole files, the same bytes for the same figure, with words for those who cannot see it."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure

from parreform.drawing.style import house_style
from parreform.errors import UsageProblem
from parreform.files import write_whole
from parreform.settings import t

_PLAIN: Mapping[str, dict[str, None]] = {
    ".png": {"Software": None},
    ".svg": {"Date": None},
    ".pdf": {"CreationDate": None},
}


def known_suffix(path: Path) -> str:
    """What a file is drawn as; `UsageProblem` for another ending than .png, .svg and .pdf."""
    suffix = path.suffix.lower()
    if suffix not in _PLAIN:
        hint = t("Dùng đuôi .png, .svg hoặc .pdf", "Use .png, .svg or .pdf")
        raise UsageProblem(t(f"Không vẽ được ra “{path.name}”", f"Cannot draw “{path.name}”"), hint)
    return suffix


def save(figure: Figure, path: Path) -> None:
    """Write PNG, SVG or PDF by the suffix, whole or not at all; the same figure gives the same bytes.

    The figure's label goes along as title and description for those who cannot see it. An unknown suffix
    raises `UsageProblem`, a full disk or a missing folder `ParreformError`.
    """
    suffix = known_suffix(path)
    write_whole(path, render(figure, suffix))


def render(figure: Figure, suffix: str) -> bytes:
    """The bytes of a figure as .png, .svg or .pdf."""
    title, _, description = str(figure.get_label()).partition("\n")
    about = {"Title": title, "Subject" if suffix == ".pdf" else "Description": description}
    more: dict[str, Any] = {"pil_kwargs": {"compress_level": 1}} if suffix == ".png" else {}
    drawn = BytesIO()
    with house_style():
        figure.savefig(drawn, format=suffix[1:], dpi=figure.dpi, metadata={**about, **_PLAIN[suffix]}, **more)
    return drawn.getvalue()
