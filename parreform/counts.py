"""How many units a year had, against what a file prints: ranks `12/63`, headings `Hạng/63`, titles `63 tỉnh, thành phố`."""

import re

from parreform.catalog import Catalog

_LEFT_OUT = 3
"""So many units fewer than usual may have been ranked: some had no results."""
_HEADING = re.compile(r"(?:/|\b(?:trên|trong|of|out of)\b)\s*(?:tổng\s+số\s+)?(\d{2})(?![\d.,/])", re.IGNORECASE)
_TITLE = re.compile(r"(?<![\d.,/])(6[0-4])\s*(?:tỉnh|địa\s+phương|đơn\s+vị|province)", re.IGNORECASE)


def units_of(catalog: Catalog, index: str, year: int) -> int:
    """The number of units ranked in a year; where no edition states it, that of the provinces."""
    edition = catalog.editions(index).get(year)
    return (edition and (edition.ranked or edition.units)) or len(catalog.provinces(year))


def can_be_ranked(catalog: Catalog, index: str, year: int, count: int) -> bool:
    """Whether ranks of a year can be out of so many units."""
    edition = catalog.editions(index).get(year)
    most = max((edition and edition.units) or 0, len(catalog.provinces(year)))
    return units_of(catalog, index, year) - _LEFT_OUT <= count <= most


def is_part(catalog: Catalog, index: str, year: int, count: int) -> bool:
    """Whether so many units are but a part of those ranked in a year: a region, a cluster."""
    return count * 2 <= units_of(catalog, index, year)


def printed_in_heading(label: str) -> int | None:
    """The number of units that the heading of ranks prints: 63 of `Hạng/63`, `Xếp hạng (trên 63 tỉnh)`."""
    found = _HEADING.search(label)
    return int(found[1]) if found else None


def printed_in_title(title: str) -> int | None:
    """The number of provinces that a title speaks of, where it is that before the mergers."""
    found = _TITLE.search(title)
    return int(found[1]) if found else None
