"""The page of an export: `index.html`, one file that works from a disk without a network.

All it needs stands in it but the pictures, which lie beside it. Without scripts everything is shown; the
script only hides what is not asked for.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from html import escape
from itertools import groupby
from pathlib import Path
from string import Template
from urllib.parse import quote, urlsplit

from parreform import settings
from parreform.publish.manifest import Entry
from parreform.settings import t
from parreform.text import sort_key

HERE = Path(__file__).parent
SHOWN = ("png", "svg")
"""The forms a browser shows as a picture, the one to show first."""


def extent(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG in pixels: a page that knows them does not jump while it loads."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def page(entries: Sequence[Entry]) -> str:
    """The gallery of all files made; the same entries give the same page."""
    places = _by_place(entries)
    provinces = {e.province: e.province_name for e in entries if e.province}
    indices = {e.index: e.index_name for e in sorted(entries, key=lambda e: e.place) if e.index}
    newest = max((e.date for e in entries), default="")
    return Template((HERE / "gallery.html").read_text(encoding="utf-8")).substitute(
        language=settings.language(),
        style=(HERE / "gallery.css").read_text(encoding="utf-8"),
        script=(HERE / "gallery.js").read_text(encoding="utf-8"),
        title=escape(
            t("Chỉ số cải cách hành chính: biểu đồ và bảng", "Administrative reform indices: charts and tables")
        ),
        date=escape(t("Số liệu ghi đến ngày ", "Data recorded until ") + day(newest)) if newest else "",
        sources=escape("; ".join(sorted({s for e in entries for s in e.sources}))),
        sources_word=t("Nguồn", "Sources"),
        province_word=t("Tỉnh, thành phố", "Province"),
        index_word=t("Chỉ số", "Index"),
        everything=t("tất cả", "all"),
        country=t("cả nước", "all provinces"),
        provinces="\n".join(_choice(i, n) for i, n in sorted(provinces.items(), key=lambda p: sort_key(p[1]))),
        indices="\n".join(_choice(i, n) for i, n in indices.items()),
        nothing=t("Không có biểu đồ hay bảng nào như vậy.", "There is no such chart or table."),
        counted=t("biểu đồ và bảng", "charts and tables"),
        body="\n".join(_section(place, own) for place, own in places.items()),
    )


def day(iso: str) -> str:
    """A date as it is written in the language of the page."""
    with suppress(ValueError):
        return date.fromisoformat(iso).strftime(t("%d/%m/%Y", "%Y-%m-%d"))
    return iso


def _choice(value: str, words: str) -> str:
    return f'<option value="{escape(value)}">{escape(words)}</option>'


def _by_place(entries: Iterable[Entry]) -> dict[tuple[str, str], list[list[Entry]]]:
    """What has one name, a chart with its forms and its table, by province: the country first, then the alphabet."""
    ordered = sorted(entries, key=lambda e: (bool(e.province), sort_key(e.province_name), e.province, e.place))
    found = {}
    for place, own in groupby(ordered, key=lambda e: (e.province, e.province_name)):
        items: dict[str, list[Entry]] = {}
        for entry in own:
            items.setdefault(entry.item, []).append(entry)
        found[place] = list(items.values())
    return found


def _section(place: tuple[str, str], items: Sequence[Sequence[Entry]]) -> str:
    ident, name = place
    words = escape(name or t("Cả nước", "All provinces"))
    charts = [_card(forms) for forms in items if any(e.sort == "chart" for e in forms)]
    tables = [_row(forms) for forms in items if all(e.sort == "table" for e in forms)]
    listed = f'<ul class="tables">\n{"".join(tables)}</ul>\n' if tables else ""
    return (
        f'<section data-province="{escape(ident or "-")}">\n<h2 id="{escape(ident or "ca-nuoc")}">{words}</h2>\n'
        f'<div class="cards">\n{"".join(charts)}</div>\n{listed}</section>'
    )


def _card(forms: Sequence[Entry]) -> str:
    """One chart: its picture, what it says, its other forms and its table."""
    one = next(e for e in forms if e.sort == "chart")
    shown = next((e for suffix in SHOWN for e in forms if e.file.endswith(suffix)), None)
    size = f' width="{shown.width}" height="{shown.height}"' if shown and shown.width else ""
    picture = (
        f'<a href="{_link(shown)}"><img src="{_link(shown)}"{size} loading="lazy" alt="{escape(_alt(one))}"></a>\n'
        if shown
        else f'<p class="words">{escape(_alt(one))}</p>\n'
    )
    return (
        f'<figure data-index="{escape(one.index or "-")}">\n{picture}<figcaption>\n<b>{escape(one.title)}</b>\n'
        f"<span>{escape(one.topic)}</span>\n"
        f"<span>{escape(_stands_on(one))}</span>\n<span>{_forms(forms)}</span>\n</figcaption>\n</figure>\n"
    )


def _row(forms: Sequence[Entry]) -> str:
    one = forms[0]
    return f'<li data-index="{escape(one.index or "-")}">{escape(one.title)}: {_forms(forms)} <span>{escape(_stands_on(one))}</span></li>\n'


def _alt(entry: Entry) -> str:
    return entry.alt if entry.alt.startswith(entry.title) else f"{entry.title}. {entry.alt}"


def _stands_on(entry: Entry) -> str:
    """Sources and date of one item."""
    named = t("Nguồn: ", "Sources: ") + "; ".join(dict.fromkeys(map(_site, entry.sources))) if entry.sources else ""
    published = t("Công bố ", "Published ") + day(entry.published) if entry.published else ""
    recorded = t("Số liệu ghi ngày ", "Data recorded on ") + day(entry.date) if entry.date else ""
    return "".join(f"{part}. " for part in (named, published, recorded) if part).strip()


def _site(source: str) -> str:
    """A source as a card names it: of an address the site; the whole address stands at the end of the page."""
    return (urlsplit(source).hostname or source).removeprefix("www.")


def _forms(forms: Sequence[Entry]) -> str:
    return " · ".join(f'<a href="{_link(e)}">{e.file.rsplit(".", 1)[1].upper()}</a>' for e in forms)


def _link(entry: Entry) -> str:
    return escape(quote(entry.file))
