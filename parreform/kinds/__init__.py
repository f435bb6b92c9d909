"""Every kind of finding, by its code: one entry each, in the module of what it is about."""

from collections.abc import Mapping

from parreform.kinds.kind import Kind, Severity
from parreform.kinds.staffing import STAFFING
from parreform.kinds.tables import TABLES
from parreform.kinds.units import UNITS
from parreform.kinds.values import VALUES

__all__ = ["KINDS", "Kind", "Severity"]

KINDS: Mapping[str, Kind] = {**TABLES, **UNITS, **VALUES, **STAFFING}
