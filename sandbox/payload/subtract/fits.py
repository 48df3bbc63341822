# SPDX-License-Identifier: Apache-2.0
"""Plain FITS images, read and written by hand (FITS standard 4.0, sections 3 to 4)."""

import math
import os

import numpy as np

from .failure import Failed

BLOCK = 2880
TYPES = {8: ">u1", 16: ">i2", 32: ">i4", 64: ">i8", -32: ">f4", -64: ">f8"}
# A difference of 1024 x 1024 px was seen to hold 85; an address space needs more than is resident.
BYTES_PER_PIXEL = 150


def read(path, budget=math.inf):
    """The first image: its header (a dict) and its pixels, float32, NaN where there is none.

    The size in the header is held against the budget (bytes) before anything is allocated.
    """
    name = os.path.basename(path)
    with hdus(path) as found:
        for header, start, size, length in found:
            if not header.get("NAXIS", 0) or size == 0:
                continue
            if str(header.get("XTENSION", "IMAGE")).strip() != "IMAGE":
                packed = "; it is tile-compressed" if header.get("ZIMAGE") else ""
                raise Failed("NO_IMAGE", f"{name}: no plain image HDU{packed}")
            if header["NAXIS"] != 2:
                raise Failed("WRONG_SHAPE", f"{name}: NAXIS is {header['NAXIS']}, not 2")
            if header["NAXIS1"] * header["NAXIS2"] * BYTES_PER_PIXEL > budget:
                sides = f"{header['NAXIS1']} x {header['NAXIS2']}"
                raise Failed("TOO_LARGE", f"{name}: {sides} px do not fit the memory limit")
            if start + size > length:
                raise Failed("TRUNCATED", f"{name}: ends at byte {length} of {start + size}")
            return header, _pixels(path, header, start)
    raise Failed("NO_IMAGE", f"{name}: no HDU with pixels")


def read_header(path):
    """The header of the first HDU that has pixels."""
    with hdus(path) as found:
        return next((header for header, _, size, _ in found if size), {})


def read_named(path):
    """All HDUs of a product file: name -> (header, pixels as float32)."""
    with hdus(path) as found:
        return {
            header.get("EXTNAME", ""): (header, _pixels(path, header, start))
            for header, start, size, _ in found
            if size
        }


class hdus:
    """Headers of a file one after the other: (header, first byte of data, bytes, file length)."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        try:
            self.file = open(self.path, "rb")
        except OSError as e:
            raise Failed("NO_IMAGE", f"cannot read {os.path.basename(self.path)}: {e.strerror}")
        return self._walk()

    def __exit__(self, *_):
        self.file.close()

    def _walk(self):
        length = os.fstat(self.file.fileno()).st_size
        at = 0
        while at < length:
            self.file.seek(at)
            header, at = self._header(at)
            axes = [header.get(f"NAXIS{i + 1}", 0) for i in range(header.get("NAXIS", 0))]
            items = math.prod(axes) if axes else 0
            size = abs(header.get("BITPIX", 8)) // 8 * (items + header.get("PCOUNT", 0))
            yield header, at, size, length
            at += -(-size // BLOCK) * BLOCK

    def _header(self, at):
        name = os.path.basename(self.path)
        cards = {}
        while True:
            block = self.file.read(BLOCK)
            if at == 0 and not block.startswith(b"SIMPLE  ="):
                raise Failed("NOT_FITS", f"{name}: does not begin with SIMPLE")
            if len(block) < BLOCK:
                raise Failed("TRUNCATED", f"{name}: ends within a header")
            at += BLOCK
            for i in range(0, BLOCK, 80):
                card = block[i : i + 80].decode("latin-1")
                if card[:8].rstrip() == "END":
                    return cards, at
                if card[8:10] == "= ":
                    cards.setdefault(card[:8].rstrip(), _value(card[10:]))


def _value(text):
    text = text.strip()
    if text.startswith("'"):
        end = 1
        while (end := text.find("'", end)) >= 0 and text[end : end + 2] == "''":
            end += 2
        return text[1 : end if end >= 0 else None].replace("''", "'").rstrip()
    text = text.split("/")[0].strip()
    if text in ("T", "F"):
        return text == "T"
    for kind in (int, float):
        try:
            return kind(text.replace("D", "E"))
        except ValueError:
            continue
    return text


def _pixels(path, header, start):
    shape = tuple(header[f"NAXIS{i}"] for i in range(header["NAXIS"], 0, -1))
    stored = np.memmap(path, TYPES[header["BITPIX"]], "r", start, shape)
    pixels = stored.astype(np.float32)
    if header["BITPIX"] > 0 and "BLANK" in header:
        pixels[stored == header["BLANK"]] = np.nan
    scale, zero = header.get("BSCALE", 1), header.get("BZERO", 0)
    return pixels if (scale, zero) == (1, 0) else pixels * np.float32(scale) + np.float32(zero)


def hdu(pixels, cards=(), name="", first=False):
    """One HDU as bytes. Cards are (key, value); pixels None stands for an HDU without any."""
    kinds = {"f4": -32, "f8": -64, "i2": 16}
    lines = [_card("SIMPLE", True)] if first else [_card("XTENSION", "IMAGE")]
    axes = () if pixels is None else pixels.shape[::-1]
    lines += [_card("BITPIX", 8 if pixels is None else kinds[pixels.dtype.str[1:]])]
    lines += [_card("NAXIS", len(axes))]
    lines += [_card(f"NAXIS{i + 1}", n) for i, n in enumerate(axes)]
    lines += [_card("EXTEND", True)] if first else [_card("PCOUNT", 0), _card("GCOUNT", 1)]
    lines += [_card("EXTNAME", name)] if name else []
    lines += [_card(key, value) for key, value in cards]
    head = "".join(lines + ["END".ljust(80)]).encode("ascii")
    data = b"" if pixels is None else pixels.astype(pixels.dtype.newbyteorder(">")).tobytes()
    return _padded(head, b" ") + _padded(data, b"\0")


def _card(key, value):
    if isinstance(value, bool):
        text = f"{'T' if value else 'F':>20}"
    elif isinstance(value, str):
        quoted = value.replace("'", "''")
        text = f"'{quoted:<8}'"
    elif isinstance(value, int):
        text = f"{value:>20d}"
    else:
        text = f"{repr(float(value)).upper():>20}"
    if len(key) > 8:
        # No keyword to the standard; readers know this convention for it.
        return f"HIERARCH {key} = {text.strip()}".ljust(80)[:80]
    return f"{key:<8}= {text}".ljust(80)[:80]


def _padded(data, fill):
    return data + fill * (-len(data) % BLOCK)
