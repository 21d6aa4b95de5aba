"""Reading a TrueType font and cutting out the glyphs one paper needs (ISO/IEC 14496-22)."""

import mmap
import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

_WORD_ARGUMENTS, _SCALE, _MORE, _TWO_SCALES, _TWO_BY_TWO = 0x01, 0x08, 0x20, 0x40, 0x80
_LONG_OFFSETS_AT = 50  # head.indexToLocFormat
_ADJUSTMENT_AT = 8  # head.checkSumAdjustment


class TrueType:
    """One font file with glyf outlines, mapped into memory and read only where it is used."""

    def __init__(self, path: Path) -> None:
        """Raises ValueError for anything but a single TrueType font with a Unicode map."""
        self.name = path.stem
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._tables = self._directory()
        if not {"glyf", "loca", "cmap", "head", "hhea", "hmtx", "maxp"} <= self._tables.keys():
            raise ValueError(f"{path.name} has no TrueType outlines")
        self._read_metrics()
        self.glyphs = self._character_map()

    def width(self, code: int) -> int:
        """The advance of a character the font has, in thousandths of an em."""
        return self.advance(self.glyphs[code])

    def advance(self, glyph: int) -> int:
        """The advance of a glyph, in thousandths of an em."""
        full = min(glyph, self._full_metrics - 1)
        return round(self._metrics[full * 2] * 1000 / self._units)

    def extent(self, code: int) -> tuple[int, int]:
        """How far a character's ink reaches below and above the baseline, in thousandths of an em.

        (0, 0) for a blank.
        """
        outline = self._outline(self.glyphs[code])
        low, high = struct.unpack_from(">2x2xh2xh", outline) if outline else (0, 0)
        return self.scaled(low), self.scaled(high)

    def scaled(self, value: int) -> int:
        """Font units in thousandths of an em."""
        return round(value * 1000 / self._units)

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """A font of just these glyphs, numbered 1, 2, 3 … in this order; 0 is the missing glyph."""
        outlines, kept = self._outlines([0, *glyphs])
        body, offsets = _pack_outlines(outlines)
        tables = {
            "glyf": body,
            "head": self._head(),
            "hhea": self._table("hhea")[:-2] + struct.pack(">H", len(kept)),
            "hmtx": b"".join(self._metric(glyph) for glyph in kept),
            "loca": _big_endian(array("I", offsets)),
            "maxp": self._table("maxp")[:4]
            + struct.pack(">H", len(kept))
            + self._table("maxp")[6:],
        }
        for optional in ("cvt ", "fpgm", "prep"):
            if optional in self._tables:
                tables[optional] = self._table(optional)
        return _assemble(tables)

    def _directory(self) -> dict[str, tuple[int, int]]:
        (count,) = struct.unpack_from(">H", self._data, 4)
        entries = (struct.unpack_from(">4s4xII", self._data, 12 + 16 * n) for n in range(count))
        return {tag.decode("latin1"): (start, size) for tag, start, size in entries}

    def _table(self, tag: str) -> bytes:
        start, size = self._tables[tag]
        return self._data[start : start + size]

    def _read_metrics(self) -> None:
        head, hhea = self._table("head"), self._table("hhea")
        self._units = int(struct.unpack_from(">H", head, 18)[0])
        self.box = [self.scaled(edge) for edge in struct.unpack_from(">4h", head, 36)]
        self.ascent, self.descent = map(self.scaled, struct.unpack_from(">hh", hhea, 4))
        self._full_metrics = int(struct.unpack_from(">H", hhea, 34)[0])
        self._metrics = _native("H", self._table("hmtx"))
        (long_offsets,) = struct.unpack_from(">h", head, _LONG_OFFSETS_AT)
        loca = self._table("loca")
        self._offsets = _native("I", loca)
        if not long_offsets:
            self._offsets = array("I", (2 * half for half in _native("H", loca)))

    def _character_map(self) -> dict[int, int]:
        start, _ = self._tables["cmap"]
        (count,) = struct.unpack_from(">H", self._data, start + 2)
        found = {}
        for n in range(count):
            _, _, offset = struct.unpack_from(">HHI", self._data, start + 4 + 8 * n)
            (kind,) = struct.unpack_from(">H", self._data, start + offset)
            found[kind] = start + offset
        if 12 in found:
            return dict(self._groups(found[12]))
        if 4 in found:
            return dict(self._segments(found[4]))
        raise ValueError(f"{self.name} has no Unicode character map")

    def _groups(self, at: int) -> Iterator[tuple[int, int]]:
        (count,) = struct.unpack_from(">I", self._data, at + 12)
        numbers = _native("I", self._data[at + 16 : at + 16 + 12 * count])
        for first, last, glyph in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
            yield from zip(
                range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True
            )

    def _segments(self, at: int) -> Iterator[tuple[int, int]]:
        (size,) = struct.unpack_from(">H", self._data, at + 2)
        (double,) = struct.unpack_from(">H", self._data, at + 6)
        words = _native("H", self._data[at : at + size])
        n = double // 2
        for i in range(n):
            last, first = words[7 + i], words[8 + n + i]
            delta, offset = words[8 + 2 * n + i], words[8 + 3 * n + i]
            for code in range(first, min(last, 0xFFFE) + 1):
                place = 8 + 3 * n + i + offset // 2 + code - first
                glyph = words[place] if offset else code
                if glyph:
                    yield code, (glyph + delta) & 0xFFFF

    def _outlines(self, glyphs: list[int]) -> tuple[list[bytes], list[int]]:
        """The outlines of the glyphs and of the parts they are composed of."""
        kept, outlines = list(glyphs), []
        places: dict[int, int] = {}
        for place, glyph in enumerate(kept):
            places.setdefault(glyph, place)
        for glyph in kept:  # grows while composites bring their parts in
            outline = self._outline(glyph)
            if outline[:1] >= b"\x80":
                outline = _renumber(outline, kept, places)
            outlines.append(outline)
        return outlines, kept

    def _outline(self, glyph: int) -> bytes:
        start, _ = self._tables["glyf"]
        return self._data[start + self._offsets[glyph] : start + self._offsets[glyph + 1]]

    def _metric(self, glyph: int) -> bytes:
        start, _ = self._tables["hmtx"]
        if glyph < self._full_metrics:
            return self._data[start + 4 * glyph : start + 4 * glyph + 4]
        last = start + 4 * (self._full_metrics - 1)
        bearing = last + 4 + 2 * (glyph - self._full_metrics)
        return self._data[last : last + 2] + self._data[bearing : bearing + 2]

    def _head(self) -> bytes:
        head = bytearray(self._table("head"))
        struct.pack_into(">I", head, _ADJUSTMENT_AT, 0)
        struct.pack_into(">h", head, _LONG_OFFSETS_AT, 1)
        return bytes(head)


def _native(kind: str, data: bytes) -> "array[int]":
    numbers = array(kind)
    numbers.frombytes(data[: len(data) - len(data) % numbers.itemsize])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def _big_endian(numbers: "array[int]") -> bytes:
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers.tobytes()


def _renumber(outline: bytes, kept: list[int], places: dict[int, int]) -> bytes:
    """A composite glyph with its parts' new numbers; parts not kept yet are added to `kept`."""
    changed, at, flags = bytearray(outline), 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", changed, at)
        if part not in places:
            places[part] = len(kept)
            kept.append(part)
        struct.pack_into(">H", changed, at + 2, places[part])
        at += 8 if flags & _WORD_ARGUMENTS else 6
        at += (
            2 * bool(flags & _SCALE) + 4 * bool(flags & _TWO_SCALES) + 8 * bool(flags & _TWO_BY_TWO)
        )
    return bytes(changed)


def _pack_outlines(outlines: list[bytes]) -> tuple[bytes, list[int]]:
    """The outlines one after the other, each from a word boundary, and where each one starts."""
    padded = [outline + bytes(-len(outline) % 4) for outline in outlines]
    offsets, total = [0], 0
    for outline in padded:
        total += len(outline)
        offsets.append(total)
    return b"".join(padded), offsets


def _checksum(table: bytes) -> int:
    return sum(_native("I", table + bytes(-len(table) % 4))) & 0xFFFFFFFF


def _assemble(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    search = 16 << power
    parts = [struct.pack(">IHHHH", 0x00010000, count, search, power, 16 * count - search)]
    offset = 12 + 16 * count
    for tag, table in sorted(tables.items()):
        parts.append(struct.pack(">4sIII", tag.encode(), _checksum(table), offset, len(table)))
        offset += len(table) + -len(table) % 4
    parts += (table + bytes(-len(table) % 4) for _, table in sorted(tables.items()))
    return b"".join(parts)
