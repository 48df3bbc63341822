# SPDX-License-Identifier: Apache-2.0
"""What is known to be wrong with a pixel, as bits; named in headers by MP_ cards."""

import numpy as np

NAMES = [
    "BAD",
    "SAT",
    "INTRP",
    "CR",
    "EDGE",
    "DETECTED",
    "DETNEG",
    "SUSPECT",
    "NODATA",
    "STREAK",
    "SATTPL",
]
BAD, SAT, INTRP, CR, EDGE, DETECTED, DETNEG, SUSPECT, NODATA, STREAK, SATTPL = (
    1 << i for i in range(11)
)
UNUSABLE = BAD | SAT | CR | NODATA | SATTPL


def cards():
    return [(f"MP_{name}", bit) for bit, name in enumerate(NAMES)]


def grow(of, radius):
    """True within a square of that half side around what is true."""
    for axis in (0, 1):
        wide = of.copy()
        for step in range(1, radius + 1):
            ahead = [slice(None)] * 2
            behind = [slice(None)] * 2
            ahead[axis], behind[axis] = slice(step, None), slice(None, -step)
            wide[tuple(ahead)] |= of[tuple(behind)]
            wide[tuple(behind)] |= of[tuple(ahead)]
        of = wide
    return of


def shifted(image, dy, dx):
    """The image's value at (y + dy, x + dx); the border is repeated."""
    rows = np.clip(np.arange(image.shape[0]) + dy, 0, image.shape[0] - 1)
    columns = np.clip(np.arange(image.shape[1]) + dx, 0, image.shape[1] - 1)
    return image[rows][:, columns]
