# SPDX-License-Identifier: Apache-2.0
"""Where something changed: maxima of the score image, and trails."""

import numpy as np
import sep

from . import mask
from .kernel import convolve

THRESHOLD = 5.0
LONGEST = 60  # px; what is longer and thin is one trail


def score(d):
    """Significance of a point source at each pixel, scaled to unit noise; the scale beside it."""
    good = (d.bits & (mask.UNUSABLE | mask.EDGE)) == 0
    weight = np.where(good, 1 / d.doubt, 0)
    turned = d.psf[::-1, ::-1]
    above = convolve(d.image * weight, turned)
    below = np.sqrt(np.maximum(convolve(weight, turned**2), 1e-30))
    enough = below > 0.3 * np.median(below[good])
    raw = np.where(good & enough, above / below, 0)
    values = raw[good & enough]
    noise = max(1.4826 * np.median(abs(values - np.median(values))), 0.5)
    return (raw / noise).astype(np.float32), float(noise)


def trails(d, image, width):
    """Long thin features as sep's records; their pixels become STREAK."""
    found = []
    for sign in (1, -1):
        objects, segments = sep.extract(
            np.ascontiguousarray(sign * image),
            THRESHOLD,
            minarea=20,
            filter_kernel=None,
            deblend_cont=1.0,
            segmentation_map=True,
        )
        for number, one in enumerate(objects, 1):
            if np.sqrt(12) * one["a"] > LONGEST and one["a"] > 6 * one["b"] + width:
                found.append(one)
                d.bits[mask.grow(segments == number, int(width) + 1)] |= mask.STREAK
    return found


def peaks(d, image, width):
    """Maxima of either sign beyond the threshold: rows of (x, y, score, x0, y0, x1, y1)."""
    rows = []
    radius = max(2, int(round(0.6 * width)))
    for sign in (1, -1):
        signed = np.ascontiguousarray(sign * image)
        signed[(d.bits & mask.STREAK) != 0] = 0
        top = signed.copy()
        for axis in (0, 1):
            steps = [(s, 0) if axis == 0 else (0, s) for s in range(-radius, radius + 1)]
            top = np.max([mask.shifted(top, *s) for s in steps], axis=0)
        ys, xs = np.nonzero((signed >= THRESHOLD) & (signed == top))
        objects, segments = sep.extract(
            signed,
            THRESHOLD,
            minarea=1,
            filter_kernel=None,
            deblend_cont=1.0,
            segmentation_map=True,
        )
        d.bits[segments > 0] |= mask.DETECTED if sign > 0 else mask.DETNEG
        for x, y in zip(xs.tolist(), ys.tolist()):
            number = segments[y, x]
            box = (x, y, x, y)
            if number > 0:
                one = objects[number - 1]
                box = tuple(int(one[k]) for k in ("xmin", "ymin", "xmax", "ymax"))
            rows.append((x, y, sign * float(signed[y, x]), *box))
    rows.sort(key=lambda r: (-abs(r[2]), r[1], r[0]))
    return rows
