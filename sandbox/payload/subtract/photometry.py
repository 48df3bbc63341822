# SPDX-License-Identifier: Apache-2.0
"""Fluxes at known places, and shapes."""

import numpy as np

from . import stars


def forced(image, variance, bad, psf, x, y):
    """Flux of a point source of known place, and its error; NaN without good pixels."""
    x0, y0, h = int(round(x)), int(round(y)), stars.HALF
    height, width = image.shape
    ys, xs = np.arange(y0 - h, y0 + h + 1), np.arange(x0 - h, x0 + h + 1)
    rows, columns = (ys >= 0) & (ys < height), (xs >= 0) & (xs < width)
    if not rows.any() or not columns.any():
        return np.nan, np.nan
    at = np.ix_(ys[rows], xs[columns])
    model = stars.move(psf, x - x0, y - y0)[np.ix_(rows, columns)]
    weight = np.where(bad[at], 0, 1 / variance[at])
    # variances of single pixels follow their own noise: weights of the PSF's shape would be biased
    weight = np.where(weight > 0, 1 / np.median(variance[at]), 0)
    norm = (model**2 * weight).sum()
    if (model * (weight > 0)).sum() < 0.3:
        return np.nan, np.nan
    error = np.sqrt((model**2 * weight**2 * variance[at]).sum()) / norm
    return float((model * image[at] * weight).sum() / norm), float(error)


def moments(stamp, width):
    """Second moments xx, yy, xy (px squared), freed of the round weight they were taken with."""
    ny, nx = stamp.shape
    y, x = np.mgrid[0:ny, 0:nx] - np.array([(ny - 1) / 2, (nx - 1) / 2])[:, None, None]
    sigma2 = (width / 2.355) ** 2 * 2
    weight = stamp * np.exp(-(x**2 + y**2) / (2 * sigma2))
    total = weight.sum()
    if total <= 0:
        return None
    cx, cy = (weight * x).sum() / total, (weight * y).sum() / total
    xx = (weight * (x - cx) ** 2).sum() / total
    yy = (weight * (y - cy) ** 2).sum() / total
    xy = (weight * (x - cx) * (y - cy)).sum() / total
    if xx <= 0 or yy <= 0 or xx * yy <= xy**2 or np.hypot(cx, cy) > width:
        return None
    inner = np.linalg.inv([[xx, xy], [xy, yy]]) - np.eye(2) / sigma2
    if np.linalg.det(inner) <= 1e-6 or inner[0, 0] <= 0:
        return None
    whole = np.linalg.inv(inner)
    return float(whole[0, 0]), float(whole[1, 1]), float(whole[0, 1])
