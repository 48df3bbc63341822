# SPDX-License-Identifier: Apache-2.0
"""A science image minus its template, and how far the result is to be believed."""

from dataclasses import dataclass

import numpy as np

from . import kernel, mask, stars
from .failure import Failed

# Standard deviation of what is left of the astrometry, px.
ASTROMETRY = 0.06


@dataclass
class Difference:
    science: object
    template: object
    image: np.ndarray
    variance: np.ndarray  # of the noise alone
    doubt: np.ndarray  # with what the match may be off around what is bright
    bits: np.ndarray
    psf: np.ndarray
    science_psf: np.ndarray
    template_psf: np.ndarray
    model: np.ndarray  # what was there before, as this exposure should have seen it
    scale: float  # nJy for one unit
    summary: dict


def subtract(science, template, flags, at):
    found, radius = stars.find(science)
    star, _ = stars.points(science, found, radius)
    if star.sum() >= 3:
        psf = stars.psf(science.image, science.bits, found, star)
        other = stars.psf(template.image, template.bits, found, star & _on(template, found))
    else:
        flags.append("FEW_STARS")
        psf = other = stars.gaussian(4.0)
    at("kernel", 0.3)
    widths = stars.fwhm(psf), stars.fwhm(other)
    turned = widths[1] > widths[0] + 0.1
    sharp, blurred = (science, template) if turned else (template, science)
    spread = np.sqrt(max(abs(widths[1] ** 2 - widths[0] ** 2), 1)) / 2.355
    sigmas = [max(0.7, 0.5 * spread), max(1.1, spread), max(2.0, 2 * spread)]
    matched = kernel.fit(sharp, blurred, sigmas, found, lambda: at("kernel", 0.4))
    unit = matched.total
    if not np.isfinite(unit) or unit <= 0:
        raise Failed("TOO_FEW_STARS", "the template's stars are not those of the image")
    at("subtract", 0.5)
    image = blurred.image - matched.apply(sharp.image)
    variance = blurred.variance + matched.variance(sharp.variance)
    model = template.image / unit if turned else matched.apply(sharp.image)
    if turned:
        image, variance = -image / unit, variance / unit**2
    bits = _bits(science, template)
    good = (bits & (mask.UNUSABLE | mask.EDGE)) == 0
    if good.sum() < 100:
        raise Failed("ALL_BAD", "hardly a pixel is good in both image and template")
    image = image - np.float32(np.median(image[good]))
    image[(bits & mask.NODATA) != 0] = 0
    ratio = unit if not turned else 1 / unit
    summary = {
        "fwhmScience": widths[0],
        "fwhmTemplate": widths[1],
        "convolved": "science" if turned else "template",
        "kernelOrder": matched.order,
        "kernelChi2": matched.chi2,
        "kernelStamps": matched.stamps,
        "fluxRatio": ratio,
        "nStars": int(star.sum()),
    }
    scale = _scale(science, template, ratio, flags, summary)
    doubt = _doubt(image, variance, model, good)
    used = other if turned else psf
    return Difference(
        science, template, image, variance, doubt, bits, used, psf, other, model, scale, summary
    )


def _on(template, found):
    height, width = template.image.shape
    x = np.clip(np.round(found["x"]).astype(int), 0, width - 1)
    y = np.clip(np.round(found["y"]).astype(int), 0, height - 1)
    return (template.bits[y, x] & mask.UNUSABLE) == 0


def _bits(science, template):
    bits = science.bits | template.bits
    rim = np.ones(bits.shape, bool)
    rim[kernel.HALF : -kernel.HALF, kernel.HALF : -kernel.HALF] = False
    bits[rim] |= mask.EDGE
    # a saturated star of the template spoils what the kernel carries its light to
    bits[mask.grow((bits & mask.SATTPL) != 0, 4)] |= mask.SATTPL
    bits[mask.grow((bits & mask.NODATA) != 0, 3)] |= mask.NODATA
    return bits


def _scale(science, template, ratio, flags, summary):
    scale, source = science.scale, "header"
    if not np.isfinite(scale):
        scale, source = template.scale / ratio, "template"
    if not np.isfinite(scale):
        flags.append("UNCALIBRATED")
        scale, source = 1.0, "fallback: 1 unit = 1 nJy"
    summary["zeroPoint"] = 31.4 - 2.5 * np.log10(scale)
    summary["zeroPointFrom"] = source
    return float(scale)


def _doubt(image, variance, model, good):
    """Variance with a share of the model's light and of its slope, as this image shows them."""
    bright = good & (model > 15 * np.sqrt(variance))
    share = 0.02
    if bright.sum() > 50:
        off = image[bright] / model[bright]
        own = np.median(variance[bright] / model[bright] ** 2)
        spread = (1.4826 * np.median(abs(off - np.median(off)))) ** 2
        share = float(np.clip(np.sqrt(max(spread - own, 0)), 0.01, 0.15))
    light = np.maximum(model, 0)
    slope_x = (mask.shifted(light, 0, 1) - mask.shifted(light, 0, -1)) / 2
    slope_y = (mask.shifted(light, 1, 0) - mask.shifted(light, -1, 0)) / 2
    return variance + (share * light) ** 2 + ASTROMETRY**2 * (slope_x**2 + slope_y**2)
