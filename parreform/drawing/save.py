"""Saving a figure: whole files, the same bytes for the same figure, with words for those who cannot see it."""

import os
from collections.abc import Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path

from matplotlib.figure import Figure

from parreform.drawing.style import house_style
from parreform.errors import ParreformError, UsageProblem
from parreform.settings import t

_PLAIN: Mapping[str, dict[str, None]] = {
    ".png": {"Software": None},
    ".svg": {"Date": None},
    ".pdf": {"CreationDate": None},
}


def save(figure: Figure, path: Path) -> None:
    """Write PNG, SVG or PDF by the suffix, whole or not at all; the same figure gives the same bytes.

    The figure's label goes along as title and description for those who cannot see it. An unknown suffix
    raises `UsageProblem`, a full disk or a missing folder `ParreformError`.
    """
    suffix = path.suffix.lower()
    if suffix not in _PLAIN:
        hint = t("Dùng đuôi .png, .svg hoặc .pdf", "Use .png, .svg or .pdf")
        raise UsageProblem(t(f"Không vẽ được ra “{path.name}”", f"Cannot draw “{path.name}”"), hint)
    _replace(path, _rendered(figure, suffix))


def _rendered(figure: Figure, suffix: str) -> bytes:
    title, _, description = str(figure.get_label()).partition("\n")
    about = {"Title": title, "Subject" if suffix == ".pdf" else "Description": description}
    drawn = BytesIO()
    with house_style():
        figure.savefig(drawn, format=suffix[1:], dpi=figure.dpi, metadata={**about, **_PLAIN[suffix]})
    return drawn.getvalue()


def _replace(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as fault:
        raise ParreformError(
            t(f"Không ghi được biểu đồ {path}: {fault.strerror}", f"Cannot write the chart {path}: {fault.strerror}"),
            t("Kiểm tra thư mục, quyền ghi và chỗ trống của đĩa", "Check the folder, its permissions and free space"),
        ) from fault
    finally:
        with suppress(OSError):
            part.unlink()
