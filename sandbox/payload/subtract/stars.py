# SPDX-License-Identifier: Apache-2.0
"""Stars, and the point spread function that they show: one for the whole image."""

import numpy as np
import sep

from . import mask

HALF = 12


def find(frame):
    """Sources of the image, brightest first: structured array of sep with half-light radii."""
    sep.set_extract_pixstack(1_000_000)
    bad = (frame.bits & mask.UNUSABLE) != 0
    found = sep.extract(frame.image, 8.0, err=np.sqrt(frame.variance), mask=bad, minarea=5)
    found = found[np.argsort(-found["flux"], kind="stable")]
    radius, _ = sep.flux_radius(
        frame.image, found["x"], found["y"], 6 * found["a"] + 4, 0.5, mask=bad
    )
    return found, radius


def points(frame, found, radius):
    """Which of the sources are stars that a PSF can be learned from."""
    height, width = frame.image.shape
    x, y = np.round(found["x"]).astype(int), np.round(found["y"]).astype(int)
    inside = (x > HALF) & (y > HALF) & (x < width - HALF - 1) & (y < height - HALF - 1)
    noise = np.sqrt(frame.variance[np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)])
    bright = found["peak"] > 15 * noise
    whole = np.array([_is_whole(frame, *at) for at in zip(x, y)], bool) if len(x) else inside
    good = inside & bright & whole & np.isfinite(radius) & (radius > 0.7)
    if good.sum() < 3:
        return good & False, np.nan
    size = _mode(radius[good])
    star = good & (abs(radius - size) < 0.1 * size)
    return star, 2 * size


def psf(image, bits, found, star):
    """Mean of the stars, each moved to the middle of its pixel and freed of its neighbours' sky."""
    stamps = []
    for source in found[star][:80]:
        x, y = int(round(source["x"])), int(round(source["y"]))
        cut = image[y - HALF : y + HALF + 1, x - HALF : x + HALF + 1].astype(float)
        cut = move(cut, x - source["x"], y - source["y"])
        cut -= np.median(np.concatenate([cut[0], cut[-1], cut[:, 0], cut[:, -1]]))
        total = (cut * WINDOW).sum()
        if total > 0:
            stamps.append(cut / total)
    middle = np.median(stamps, axis=0)
    agree = [s for s in stamps if abs(s - middle).sum() < 0.5]
    mean = np.mean(agree, axis=0) if len(agree) > 3 else middle
    mean = mean * WINDOW
    return mean / mean.sum()


def gaussian(fwhm):
    """What stands in when an image has too few stars."""
    y, x = np.mgrid[-HALF : HALF + 1, -HALF : HALF + 1]
    stamp = np.exp(-(x**2 + y**2) * 4 * np.log(2) / fwhm**2)
    return stamp / stamp.sum()


def fwhm(stamp):
    """Of the Gaussian with the stamp's effective area, 1 / sum P^2 = 4 pi sigma^2 (King 1983)."""
    return 2.355 / float(np.sqrt(4 * np.pi * (stamp**2).sum()))


def move(stamp, dx, dy):
    """The stamp moved by a fraction of a pixel, with a Lanczos-4 kernel along each axis."""
    return _matrix(len(stamp), dy) @ stamp @ _matrix(len(stamp), dx).T


def _matrix(n, shift):
    t = np.arange(n)[:, None] - np.arange(n)[None, :] - shift
    kernel = np.sinc(t) * np.sinc(t / 4) * (abs(t) < 4)
    return kernel / np.maximum(kernel.sum(axis=1, keepdims=True), 1e-3)


def _mode(values):
    """The half-sample mode: where the values crowd."""
    values = np.sort(values)
    while len(values) > 4:
        n = (len(values) + 1) // 2
        widths = values[n - 1 :] - values[: len(values) - n + 1]
        at = int(np.argmin(widths))
        values = values[at : at + n]
    return float(np.median(values))


def _is_whole(frame, x, y):
    return not (frame.bits[max(0, y - 5) : y + 6, max(0, x - 5) : x + 6] & mask.UNUSABLE).any()


def _window():
    y, x = np.mgrid[-HALF : HALF + 1, -HALF : HALF + 1]
    return np.clip(HALF + 0.5 - np.hypot(x, y), 0, 1)


WINDOW = _window()
