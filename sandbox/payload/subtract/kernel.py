# SPDX-License-Identifier: Apache-2.0
"""A kernel that makes the sharper image as blurred as the other.

Sums of Gaussians times polynomials whose weights vary over the image (Alard & Lupton 1998, ApJ
503, 325; Alard 2000, A&AS 144, 363), solved on stamps around bright sources with a small ridge.
"""

from dataclasses import dataclass

import numpy as np

from . import mask
from .failure import Failed

HALF = 10
STAMP = 10
RIDGE = 1e-5


@dataclass
class Kernel:
    parts: list  # one kernel for each polynomial term of the position
    sky: np.ndarray
    chi2: float
    stamps: int

    @property
    def order(self):
        return 1 if len(self.parts) == 3 else 0

    @property
    def total(self):
        """Flux of the other image for one unit of flux of the convolved one."""
        return float(self.parts[0].sum())

    def apply(self, image):
        terms = _terms(image.shape, self.order)
        matched = sum(t * convolve(image, k) for t, k in zip(terms, self.parts))
        return (matched + sum(t * s for t, s in zip(terms, self.sky))).astype(np.float32)

    def variance(self, variance):
        return np.maximum(convolve(variance, self.parts[0] ** 2), 0)


def convolve(image, kernel):
    """Same size; beyond the border the image is taken to be zero."""
    half = len(kernel) // 2
    shape = [_even(n + 2 * half) for n in image.shape]
    there = np.fft.rfft2(image.astype(np.float32), shape) * np.fft.rfft2(
        kernel.astype(np.float32), shape
    )
    full = np.fft.irfft2(there, shape)
    return full[half : half + image.shape[0], half : half + image.shape[1]].astype(np.float32)


def fit(sharp, blurred, widths, sources, at):
    """The kernel that takes sharp (a frame) to blurred; at is called as the work goes on."""
    basis = _basis(widths)
    centres = _centres(sharp, blurred, sources)
    if len(centres) < 4:
        raise Failed("TOO_FEW_STARS", f"only {len(centres)} sources to match the images on")
    order = 1 if len(centres) >= 30 else 0
    cuts = [_cut(centres, convolve(sharp.image, b)) for b in basis if not at()]
    model = np.stack(cuts + [np.ones_like(cuts[0])], axis=1)
    target = _cut(centres, blurred.image)
    usable = _cut(centres, (sharp.bits | blurred.bits) & mask.UNUSABLE) == 0
    noise = _cut(centres, blurred.variance + sharp.variance * (basis[0] ** 2).sum())
    weight = usable / (noise + (0.01 * target) ** 2)
    terms = _terms(blurred.image.shape, order)
    place = np.array([[t[y, x] for t in terms] for x, y in centres])
    keep = np.ones(len(centres), bool)
    for _ in range(4):
        parts, chi2 = _solve(model, target, weight, place, keep)
        limit = np.median(chi2[keep]) + 4 * 1.4826 * np.median(
            abs(chi2[keep] - np.median(chi2[keep]))
        )
        again = chi2 <= max(limit, 1.2)
        if (again == keep).all() or again.sum() < 4:
            break
        keep = again
    kernels = [np.tensordot(parts[: len(basis), m], basis, 1) for m in range(len(terms))]
    return Kernel(kernels, parts[-1], float(np.median(chi2[keep])), int(keep.sum()))


def _solve(model, target, weight, place, keep):
    stamps, n = model.shape[:2]
    flat = model.reshape(stamps, n, -1)
    w = weight.reshape(stamps, 1, -1)
    normal = (flat * w) @ flat.transpose(0, 2, 1)
    right = (flat * w) @ target.reshape(stamps, -1, 1)
    m = place.shape[1]
    whole = np.einsum("sab,si,sj->aibj", normal[keep], place[keep], place[keep]).reshape(
        n * m, n * m
    )
    sums = np.einsum("sa,si->ai", right[keep, :, 0], place[keep]).ravel()
    # the first basis alone carries flux: held constant, so that the photometric scale does not vary
    free = np.array([a * m + i for a in range(n) for i in range(m) if a > 0 or i == 0])
    whole, sums = whole[np.ix_(free, free)], sums[free]
    size = np.sqrt(np.diag(whole)) + 1e-12
    solved = np.linalg.solve(whole / np.outer(size, size) + RIDGE * np.eye(len(free)), sums / size)
    parts = np.zeros(n * m)
    parts[free] = solved / size
    parts = parts.reshape(n, m)
    fitted = np.einsum("sap,ai,si->sp", flat, parts, place)
    chi2 = (w[:, 0] * (target.reshape(stamps, -1) - fitted) ** 2).sum(1) / np.maximum(
        (w[:, 0] > 0).sum(1), 1
    )
    return parts, chi2


def _basis(widths):
    y, x = np.mgrid[-HALF : HALF + 1, -HALF : HALF + 1]
    kernels = []
    for sigma, degree in zip(widths, (4, 3, 2)):
        round_ = np.exp(-(x**2 + y**2) / (2 * sigma**2))
        for p in range(degree + 1):
            for q in range(degree + 1 - p):
                kernel = round_ * (x / sigma) ** p * (y / sigma) ** q
                even = p % 2 == 0 and q % 2 == 0
                kernel = kernel / (kernel.sum() if even else abs(kernel).sum())
                kernels.append(kernel - kernels[0] if even and kernels else kernel)
    return np.array(kernels)


def _centres(sharp, blurred, sources):
    """Whole pixels of bright sources, at most five in each 128 px square."""
    height, width = blurred.image.shape
    taken, centres = {}, []
    for source in sources:
        x, y = int(round(source["x"])), int(round(source["y"]))
        cell = (x // 128, y // 128)
        border = STAMP + 2
        if (
            not (border <= x < width - border and border <= y < height - border)
            or taken.get(cell, 0) >= 5
        ):
            continue
        bits = (sharp.bits | blurred.bits)[y - STAMP : y + STAMP + 1, x - STAMP : x + STAMP + 1]
        bad = (bits & mask.UNUSABLE) != 0
        if not bad[STAMP - 3 : STAMP + 4, STAMP - 3 : STAMP + 4].any() and bad.mean() < 0.2:
            taken[cell] = taken.get(cell, 0) + 1
            centres.append((x, y))
    return centres


def _cut(centres, image):
    return np.array(
        [image[y - STAMP : y + STAMP + 1, x - STAMP : x + STAMP + 1] for x, y in centres]
    )


def _terms(shape, order):
    y, x = np.mgrid[0 : shape[0], 0 : shape[1]]
    both = [2 * x / shape[1] - 1, 2 * y / shape[0] - 1]
    return [np.ones(shape, np.float32)] + [t.astype(np.float32) for t in both[: 2 * order]]


def _even(n):
    """A length that FFTs like: the next multiple of 32."""
    return -(-n // 32) * 32
