# SPDX-License-Identifier: Apache-2.0
"""Templates brought onto the science image's pixels (Lanczos-3)."""

import numpy as np

from . import mask
from .failure import Failed
from .frame import Frame

REACH = 3
ROWS = 256


def onto(science, templates, at):
    """The mean of the templates, in the first one's units; what none covers is NODATA."""
    total = np.zeros(science.image.shape, np.float32)
    variance = np.zeros_like(total)
    count = np.zeros_like(total)
    bits = np.zeros(total.shape, np.int16)
    for template in templates:
        ratio = template.scale / templates[0].scale
        ratio = np.float32(ratio if np.isfinite(ratio) else 1)
        image, var, marks = _one(science, template, at)
        covered = (marks & mask.NODATA) == 0
        total += np.where(covered, image * ratio, 0)
        variance += np.where(covered, var * ratio**2, 0)
        count += covered
        bits |= np.where(covered, marks, 0).astype(np.int16)
    if count.max() == 0:
        raise Failed("NO_OVERLAP", "no template covers any of the image")
    bits[count == 0] |= mask.NODATA
    count = np.maximum(count, 1)
    blank = (bits & mask.NODATA) != 0
    variance = variance / count**2
    variance[blank] = np.median(variance[~blank])
    return Frame(total / count, variance, bits, science.wcs, templates[0].header)


def _one(science, template, at):
    height, width = science.image.shape
    image = np.zeros((height, width), np.float32)
    variance = np.zeros_like(image)
    bits = np.zeros((height, width), np.int16)
    for top in range(0, height, ROWS):
        at("template", 0.15 + 0.1 * top / height)
        y, x = np.mgrid[top : min(height, top + ROWS), 0:width]
        place = template.wcs.to_pixel(*science.wcs.to_sky(x, y))
        rows = slice(top, top + y.shape[0])
        image[rows], variance[rows], bits[rows] = _sample(template, *place)
    # pixels that shrink or grow take their light with them
    area = abs(np.linalg.det(science.wcs.cd)) / abs(np.linalg.det(template.wcs.cd))
    return image * np.float32(area), variance * np.float32(area**2), bits


def _sample(template, x, y):
    height, width = template.image.shape
    x, y = np.nan_to_num(x, nan=-99.0), np.nan_to_num(y, nan=-99.0)
    x0, y0 = np.floor(x).astype(int), np.floor(y).astype(int)
    outside = (x0 < REACH) | (y0 < REACH) | (x0 >= width - REACH) | (y0 >= height - REACH)
    x0, y0 = np.clip(x0, REACH, width - REACH - 1), np.clip(y0, REACH, height - REACH - 1)
    wx, wy = _weights(np.clip(x - x0, 0, 1)), _weights(np.clip(y - y0, 0, 1))
    image = np.zeros(x.shape, np.float32)
    variance = np.zeros_like(image)
    bits = np.zeros(x.shape, np.int16)
    for j in range(2 * REACH):
        for i in range(2 * REACH):
            at = (y0 + j - REACH + 1, x0 + i - REACH + 1)
            weight = wy[j] * wx[i]
            image += weight * template.image[at]
            variance += weight**2 * template.variance[at]
            if i in (2, 3) and j in (2, 3):
                bits |= template.bits[at]
    bits = np.where(bits & mask.SAT, mask.SATTPL, 0) | (bits & mask.NODATA)
    return image, variance, np.where(outside, mask.NODATA, bits).astype(np.int16)


def _weights(part):
    t = [part - (k - REACH + 1) for k in range(2 * REACH)]
    raw = [np.sinc(s) * np.sinc(s / REACH) * (abs(s) < REACH) for s in t]
    total = sum(raw)
    return [(r / total).astype(np.float32) for r in raw]
