# SPDX-License-Identifier: Apache-2.0
"""One exposure made ready: defects masked, sky subtracted, variance known."""

import os
from dataclasses import dataclass

import numpy as np
import sep

from . import fits, mask
from .failure import Failed
from .wcs import Wcs

NANOJANSKY_MAG = 31.4  # AB magnitude of 1 nJy
SEGMENT = 32


@dataclass
class Frame:
    image: np.ndarray
    variance: np.ndarray
    bits: np.ndarray
    wcs: Wcs
    header: dict

    @property
    def scale(self):
        """Nanojanskys for one unit of the image; NaN when the header does not say."""
        return 10 ** (-0.4 * (self.header.get("MAGZERO", np.nan) - NANOJANSKY_MAG))


def load(path, budget, raw):
    """Raws have cosmic rays and bad columns; templates are rid of them."""
    name = os.path.basename(path)
    header, data = fits.read(path, budget)
    wcs = Wcs(header, name)
    finite = np.isfinite(data)
    if finite.sum() < 0.01 * data.size or np.ptp(data[finite]) == 0:
        raise Failed("ALL_BAD", f"{name}: the pixels are all the same, or none is a number")
    bits = np.where(finite, 0, mask.NODATA).astype(np.int16)
    data[~finite] = np.median(data[finite])
    full = data >= 0.98 * header.get("SATURATE", np.inf)
    bits[mask.grow(full, 2)] |= mask.SAT
    if raw:
        bits[_bad_columns(data)] |= mask.BAD
    sky = sep.Background(data, mask=bits != 0, bw=64, bh=64, fw=3, fh=3)
    gain = float(header.get("GAIN", sky.globalback / sky.globalrms**2))
    noise = float(header.get("RDNOISE", 0)) / gain
    variance = np.maximum(np.maximum(data, sky.back()) / gain + noise**2, 1e-6).astype(np.float32)
    frame = Frame((data - sky.back()).astype(np.float32), variance, bits, wcs, header)
    if raw:
        _cosmic_rays(frame)
    repair(frame)
    return frame


def combine(frames):
    """The sum of a visit's snaps, which look at the same place."""
    first = frames[0]
    for other in frames[1:]:
        if other.image.shape != first.image.shape:
            raise Failed("WRONG_SHAPE", "the snaps of the visit differ in size")
        first.image += other.image
        first.variance += other.variance
        first.bits |= other.bits
    if "MAGZERO" in first.header:
        first.header["MAGZERO"] += 2.5 * np.log10(len(frames))
    return first


def repair(frame):
    """Fills what carries no light with the mean of what is around it, from the rim inwards."""
    holes = (frame.bits & (mask.BAD | mask.CR | mask.NODATA)) != 0
    frame.bits[holes & ((frame.bits & mask.NODATA) == 0)] |= mask.INTRP
    for _ in range(8):
        rows, columns = np.nonzero(holes)
        if rows.size == 0:
            return
        total, count = np.zeros(rows.size), np.zeros(rows.size)
        for dy in range(-2, 3):
            for dx in range(-2, 3):
                y = np.clip(rows + dy, 0, holes.shape[0] - 1)
                x = np.clip(columns + dx, 0, holes.shape[1] - 1)
                good = ~holes[y, x]
                total += np.where(good, frame.image[y, x], 0)
                count += good
        known = count > 0
        frame.image[rows[known], columns[known]] = total[known] / count[known]
        holes[rows[known], columns[known]] = False
    frame.image[holes] = 0


def _bad_columns(data):
    """Columns that stand out against both neighbours over a whole segment: no PSF is so sharp."""
    bad = np.zeros(data.shape, bool)
    noise = 1.4826 * np.median(np.abs(data - np.median(data))) + 1e-6
    flagged = []
    for top in range(0, data.shape[0], SEGMENT):
        level = np.median(data[top : top + SEGMENT], axis=0)
        level = np.concatenate(([level[1]], level, [level[-2]]))
        left, right = level[1:-1] - level[:-2], level[1:-1] - level[2:]
        least = np.where(left * right > 0, np.minimum(abs(left), abs(right)), 0)
        flagged.append(
            least > 8 * noise * 1.25 / np.sqrt(SEGMENT) + 0.2 * abs(level[1:-1] - np.median(level))
        )
    flagged = mask.grow(np.array(flagged), 1) if len(flagged) > 1 else np.array(flagged)
    seen = np.zeros_like(flagged)
    for column in range(flagged.shape[1]):
        # growing sideways would flag the neighbours too: only upwards and downwards
        seen[:, column] = flagged[:, max(0, column - 1) : column + 2].all(axis=1)
    for i, top in enumerate(range(0, data.shape[0], SEGMENT)):
        bad[top : top + SEGMENT] |= seen[i]
    return bad


def _cosmic_rays(frame):
    """Laplacian edges that no PSF has, after van Dokkum (2001, PASP 113, 1420)."""
    for _ in range(2):
        image, noise = frame.image, np.sqrt(frame.variance)
        up, down = mask.shifted(image, -1, 0), mask.shifted(image, 1, 0)
        left, right = mask.shifted(image, 0, -1), mask.shifted(image, 0, 1)
        edge = sum(np.maximum(2 * image - v - h, 0) for v in (up, down) for h in (left, right)) / 4
        sharp = edge / (2 * noise)
        rows, columns = np.nonzero((sharp > 4.5) & ((frame.bits & (mask.SAT | mask.BAD)) == 0))
        around = np.array(
            [_at(image, rows + dy, columns + dx) for dy in range(-3, 4) for dx in range(-3, 4)]
        ).reshape(7, 7, -1)
        if rows.size == 0:
            return
        fine = np.median(around[2:5, 2:5].reshape(9, -1), 0) - np.median(around.reshape(49, -1), 0)
        fine = np.maximum(fine, 0.5 * noise[rows, columns])
        ray = edge[rows, columns] > 4 * fine
        hit = np.zeros(image.shape, bool)
        hit[rows[ray], columns[ray]] = True
        hit |= mask.grow(hit, 1) & (sharp > 2.5)
        frame.bits[mask.grow(hit, 1)] |= mask.CR
        repair(frame)


def _at(image, rows, columns):
    return image[np.clip(rows, 0, image.shape[0] - 1), np.clip(columns, 0, image.shape[1] - 1)]
