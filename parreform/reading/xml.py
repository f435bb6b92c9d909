"""XML read as a stream by expat: no tree in memory, no document type, no entity, nothing from outside."""

from collections.abc import Callable
from typing import ClassVar, NoReturn
from xml.parsers import expat

from parreform.reading import faults

Attributes = dict[str, str]


class XmlReader:
    """Calls `start_NAME(attributes)` and `end_NAME(text)` of a subclass for the elements it knows.

    NAME is the local name, after the prefix that `namespaces` gives its namespace (`text_p`); elements
    of other namespaces are passed over. `text` is what stands between the last start and the end.
    """

    namespaces: ClassVar[dict[str, str]] = {}
    inline: ClassVar[frozenset[str]] = frozenset()
    """Names of elements within a text: their start does not begin a new one."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self._starts: dict[str, tuple[Callable[[Attributes], None] | None, bool]] = {}
        self._ends: dict[str, Callable[[str], None] | None] = {}

    def parse(self, data: bytes) -> None:
        """Read a whole document. Raises `Unreadable` where it is no well-formed XML or declares a type."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.text.append
        parser.StartDoctypeDeclHandler = _forbid
        parser.EntityDeclHandler = _forbid
        parser.ExternalEntityRefHandler = _forbid
        try:
            parser.Parse(data, True)
        except expat.ExpatError as fault:
            raise faults.damaged(fault) from fault

    def _start(self, name: str, attributes: Attributes) -> None:
        if name not in self._starts:
            self._learn(name)
        handler, inline = self._starts[name]
        if handler:
            if not inline:
                self.text.clear()
            handler(attributes)

    def _end(self, name: str) -> None:
        handler = self._ends.get(name)
        if handler:
            handler("".join(self.text))

    def _learn(self, name: str) -> None:
        """Find the methods for an element, once for each name."""
        space, _, local = name.rpartition(" ")
        prefix = self.namespaces.get(space)
        method = f"{prefix}_{local}" if prefix else local
        method = method.replace("-", "_")
        end = getattr(self, f"end_{method}", None) if prefix is not None else None
        start = getattr(self, f"start_{method}", None) if prefix is not None else None
        self._starts[name] = start or (_nothing if end else None), method in self.inline
        self._ends[name] = end


def plain(attributes: Attributes) -> Attributes:
    """Attributes under their local names."""
    return {name.rpartition(" ")[2]: value for name, value in attributes.items()}


def whole(text: str | None, default: int = 0, least: int = 0) -> int:
    """A count or position from an attribute; `least` bounds it from below."""
    if text is None:
        return default
    if not text.isdecimal() or len(text) > 10:
        raise faults.damaged(text)
    return max(int(text), least)


def _nothing(_: Attributes) -> None:
    """The start of an element whose text alone matters."""


def _forbid(*_: object) -> NoReturn:
    raise faults.declares_types()
