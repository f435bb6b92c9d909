"""Saving a figure: whole files, the same bytes for the same figure, with words for those who cannot see it."""

import zlib
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure

from parreform.drawing.ink import colours_of, shapes_of
from parreform.drawing.style import house_style
from parreform.errors import UsageProblem
from parreform.files import write_whole
from parreform.settings import t

_PLAIN: Mapping[str, dict[str, None]] = {".png": {}, ".svg": {"Date": None}, ".pdf": {"CreationDate": None}}


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
    with house_style():
        if suffix == ".png":
            return _png(figure, {"Title": title, "Description": description})
        about = {"Title": title, **({"Subject": description} if suffix == ".pdf" else {})}
        drawn = BytesIO()
        figure.savefig(drawn, format=suffix[1:], dpi=figure.dpi, metadata={**about, **_PLAIN[suffix]})
    return _readable_aloud(drawn.getvalue(), description) if suffix == ".svg" else drawn.getvalue()


def _readable_aloud(svg: bytes, description: str) -> bytes:
    """An SVG whose description stands where screen readers look for it, beside the title."""
    told = f"</title>\n <desc>{escape(description)}</desc>".encode()
    return svg.replace(b"<svg ", b'<svg role="img" ', 1).replace(b"</title>", told, 1)


def _png(figure: Figure, about: Mapping[str, str]) -> bytes:
    """Pixels as places in a palette of the colours drawn: a third of the size of true colour, and faster to pack."""
    from PIL import Image, PngImagePlugin

    canvas: Any = FigureCanvasAgg(figure)
    canvas.draw()
    image = Image.frombuffer("RGBA", canvas.get_width_height(), canvas.buffer_rgba(), "raw", "RGBA", 0, 1).convert(
        "RGB"
    )
    colours = palette_of(tuple(sorted({c for shape in shapes_of(figure) for c in colours_of(shape)})))
    if colours:
        image = image.quantize(palette=_with_palette(colours), dither=Image.Dither.NONE)
    said = PngImagePlugin.PngInfo()
    for name, words in about.items():
        said.add_itxt(name, words, zip=len(words) > 200)
    packed, dpi = BytesIO(), figure.dpi
    # Run lengths: flat areas pack as well as with a search for repetitions, in a tenth of the time.
    image.save(packed, "PNG", compress_level=6, compress_type=zlib.Z_RLE, dpi=(dpi, dpi), pnginfo=said)
    return packed.getvalue()


@lru_cache(maxsize=32)
def palette_of(colours: tuple[str, ...]) -> tuple[int, ...]:
    """Steps from white to each colour, as fine as 256 places allow; empty where there are too many colours.

    Edges of lines and letters are mixtures with the paper. No step is nearer to white than white to itself.
    """
    for step in range(8, 65, 4):
        places: dict[tuple[int, ...], None] = {(255, 255, 255): None}
        for colour in colours:
            full = [round(255 * part) for part in to_rgb(colour)]
            count = max(1, (255 - min(full)) // step)
            places.update(
                dict.fromkeys(
                    tuple(round(255 + (part - 255) * n / count) for part in full) for n in range(1, count + 1)
                )
            )
        if len(places) <= 256:
            return tuple(part for place in places for part in place)
    return ()


@lru_cache(maxsize=32)
def _with_palette(colours: tuple[int, ...]) -> Any:
    from PIL import Image

    image = Image.new("P", (1, 1))
    image.putpalette(colours)
    return image
