"""The text of a JSON document in; its values with the places where they stand out, as far as the text can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from json import JSONDecodeError, JSONDecoder
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 60  # no list of papers goes deeper; a file made to break parsers does
SPACE = re.compile(r"[\s\ufeff]*")
WORD = re.compile(r"-?Infinity|NaN|-?\d[\d.eE+-]*|true|false|null")
WORDS = {"true": True, "false": False}
STRINGS = JSONDecoder(strict=False)  # line ends within a text are wrong, and common
OPENING, CLOSING = "{[", "}]"


@dataclass(slots=True)
class Node:
    """A value: `start` is where it begins, `end` where it ends in the text; `items` are of objects and arrays.

    An object's items have keys, an array's have none. A number's `scalar` is its text, that of `null` is `None`.
    """

    kind: str
    start: int
    end: int = -1
    scalar: str | bool | None = None
    items: list[Item] = field(default_factory=list)

    def get(self, key: str) -> Node | None:
        """Return the value of a key; of a key that stands twice, the first."""
        return next((item.node for item in self.items if item.key == key), None)

    @property
    def whole(self) -> bool:
        """Say whether the text goes on to this value's end."""
        return self.end >= 0


@dataclass(slots=True)
class Item:
    """A value within another; `start` is where its key begins, or itself."""

    key: str | None
    start: int
    node: Node


@dataclass(frozen=True, slots=True)
class Fault:
    """Why and where the text cannot be read on; `cut` is whether it merely ends too early."""

    offset: int
    said: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Tree:
    """The document's value as far as it could be read, where it ended, and what is wrong there."""

    root: Node | None
    end: int
    fault: Fault | None = None


class _Broken(Exception):  # noqa: N818 -- it never leaves this module
    def __init__(self, offset: int, said: str, *, cut: bool = False) -> None:
        super().__init__(said)
        self.fault = Fault(offset, said, cut)


def parse(text: str, start: int = 0) -> Tree:
    """Read one value from `start`; never raises, and goes down without recursion."""
    reader = _Reader(text, _skip(text, start))
    try:
        reader.read()
    except _Broken as broken:
        return Tree(reader.root, reader.at, broken.fault)
    return Tree(reader.root, reader.at)


class _Reader:
    """Where in the text the reading is, and which values are open there."""

    def __init__(self, text: str, at: int) -> None:
        self.text, self.at = text, at
        self.root: Node | None = None
        self.open: list[Node] = []

    def read(self) -> None:
        """Read values until the first is whole."""
        self._put(None, self.at)
        while self.open:
            holder = self.open[-1]
            self._space()
            if self._peek() in CLOSING:
                self._close(holder)
                continue
            if holder.items:
                self._expect(",", "a comma between two values")
                if self._peek() in CLOSING:  # a comma after the last value, as people leave it
                    continue
            start = self.at
            self._put(self._key() if holder.kind == "object" else None, start)

    def _put(self, key: str | None, start: int) -> None:
        sign, node = self._peek(), Node("scalar", self.at)
        if sign in OPENING:
            if len(self.open) >= DEEPEST:
                raise _Broken(self.at, f"values are nested deeper than {DEEPEST}")
            node.kind = "object" if sign == "{" else "array"
            self.at += 1
        elif sign == '"':
            node.kind, node.scalar = "string", self._string()
            node.end = self.at
        else:
            self._word(node)
        if self.open:
            self.open[-1].items.append(Item(key, start, node))
        else:
            self.root = node
        if not node.whole:
            self.open.append(node)

    def _word(self, node: Node) -> None:
        found = WORD.match(self.text, self.at)
        if not found:
            raise _Broken(self.at, "a value is missing or wrong here")
        node.scalar = WORDS.get(found.group(), found.group() if found.group()[-1].isdigit() else None)
        self.at = node.end = found.end()

    def _key(self) -> str:
        if self._peek() != '"':
            raise _Broken(self.at, "a key in double quotes is missing here")
        key = self._string()
        self._expect(":", "a colon between key and value")
        return key

    def _string(self) -> str:
        try:
            value, self.at = STRINGS.raw_decode(self.text, self.at)
        except JSONDecodeError as fault:
            cut = fault.msg.startswith("Unterminated")
            said = "a text is not closed" if cut else "a backslash is not followed by what JSON knows"
            raise _Broken(self.at if cut else fault.pos, said, cut=cut) from None
        return str(value)

    def _close(self, holder: Node) -> None:
        if self.text[self.at] != ("}" if holder.kind == "object" else "]"):
            raise _Broken(self.at, "the wrong bracket closes here")
        self.at += 1
        holder.end = self.at
        self.open.pop()

    def _expect(self, sign: str, what: str) -> None:
        self._space()
        if self._peek() != sign:
            raise _Broken(self.at, f"{what} is missing here")
        self.at += 1
        self._space()

    def _peek(self) -> str:
        if self.at >= len(self.text):
            raise _Broken(len(self.text), "the text ends too early", cut=True)
        return self.text[self.at]

    def _space(self) -> None:
        self.at = _skip(self.text, self.at)


def _skip(text: str, at: int) -> int:
    found = SPACE.match(text, at)
    return found.end() if found else at


def strings(node: Node) -> Iterator[str]:
    """Yield the texts and numbers in a value, in order, however deep it goes."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one.scalar, str):
            yield one.scalar
        waiting += [item.node for item in reversed(one.items)]
