# SPDX-License-Identifier: Apache-2.0
"""The files that a difference leaves (docs/payload.md)."""

import json
import os

import numpy as np

from . import fits, mask, rows as table

SMALLEST, LARGEST = 30, 102
UNITS = """# DIASource fields of lsst.v11_0; row number = identity; order: y, then x
# ra dec trailRa trailDec: deg ICRS; raErr: deg, of RA*cos(dec); ra_dec_Cov: deg^2
# x y xErr yErr: px, 0-based; fluxes: nJy; ixx iyy ixy *PSF: arcsec^2
# trailLength: arcsec; trailAngle: deg, north through east; bboxSize: px"""


def write(d, rows, summary, work):
    catalogue(d, rows, work)
    cutouts(d, rows, work)
    for name, image, variance, psf in (
        ("difference", d.image, d.variance, d.psf),
        ("science", d.science.image, d.science.variance, d.science_psf),
    ):
        product(os.path.join(work, name + ".fits"), d, image, variance, psf)
    with open(os.path.join(work, "summary.json"), "w", encoding="utf-8") as out:
        json.dump(summary, out, indent=1)


def catalogue(d, rows, work):
    boxes = ["ra0,dec0,ra1,dec1,ra2,dec2,ra3,dec3"]
    for row in rows:
        x0, y0, x1, y1 = row["box"]
        ra, dec = d.science.wcs.to_sky(np.array([x0, x1, x1, x0]), np.array([y0, y0, y1, y1]))
        boxes.append(",".join(f"{float(r)!r},{float(c)!r}" for r, c in zip(ra, dec)))
    lines = [UNITS, ",".join(table.COLUMNS)] + [table.line(row) for row in rows]
    write_lines(work, "diaSources.csv", lines)
    write_lines(work, "footprints.csv", boxes)


def product(path, d, image, variance, psf):
    cards = d.science.wcs.cards
    with open(path, "wb") as out:
        out.write(fits.hdu(None, first=True))
        nanojansky = (image * d.scale).astype(np.float32)
        out.write(fits.hdu(nanojansky, cards + [("BUNIT", "nJy")], "IMAGE"))
        out.write(fits.hdu(d.bits.astype(np.int16), mask.cards(), "MASK"))
        squared = (variance * d.scale**2).astype(np.float32)
        out.write(fits.hdu(squared, cards + [("BUNIT", "nJy**2")], "VARIANCE"))
        out.write(fits.hdu(psf.astype(np.float32), name="PSF"))


def cutouts(d, rows, work):
    ratio = d.summary["fluxRatio"]
    planes = (
        (d.image, d.variance, d.psf, d.scale),
        (d.science.image, d.science.variance, d.science_psf, d.scale),
        (d.template.image, d.template.variance, d.template_psf, d.scale * ratio),
    )
    names = ("difference", "science", "template")
    lines, at = [",".join(f"{n}Offset,{n}Length" for n in names)], 0
    with open(os.path.join(work, "cutouts.bin"), "wb") as out:
        for row in rows:
            cells = []
            for plane in planes:
                stamp = _stamp(d, row, *plane)
                cells += [str(at), str(len(stamp))]
                at += out.write(stamp)
            lines.append(",".join(cells))
    write_lines(work, "cutouts.csv", lines)


def _stamp(d, row, image, variance, psf, scale):
    """One cutout as lsst.ap.association writes them: nJy, UNCERT, PSFIMAGE, a linear WCS."""
    height, width = image.shape
    x, y = int(round(row["x"])), int(round(row["y"]))
    if not (0 <= x < width and 0 <= y < height):
        return b""
    side = min(max(SMALLEST, min(LARGEST, row["bboxSize"])), width, height)
    x0, y0 = x - side // 2, y - side // 2
    j = d.science.wcs.jacobian(row["x"], row["y"])
    cards = [("CUTMINX", x0 - 1), ("CUTMINY", y0 - 1)]
    cards += [("ROTPA", float(d.science.header.get("ROTPA", 0))), ("BUNIT", "nJy"), ("WCSAXES", 2)]
    cards += [("CRPIX1", row["x"] - x0 + 1), ("CRPIX2", row["y"] - y0 + 1)]
    cards += [(f"PC{a + 1}_{b + 1}", j[a, b]) for a in (0, 1) for b in (0, 1)]
    cards += [("CDELT1", 1.0), ("CDELT2", 1.0), ("CRVAL1", row["ra"]), ("CRVAL2", row["dec"])]
    cards += [("LATPOLE", 90.0), ("MJDREF", 0.0)]
    pixels = (_cut(image, x0, y0, side) * scale).astype(np.float32)
    uncertainty = (_cut(variance, x0, y0, side) * scale**2).astype(np.float32)
    return (
        fits.hdu(pixels, cards, first=True)
        + fits.hdu(uncertainty, [("UTYPE", "VarianceUncertainty")], "UNCERT")
        + fits.hdu(psf.astype(np.float64), name="PSFIMAGE")
    )


def _cut(image, x0, y0, side):
    """Pixels beyond the border are NaN."""
    out = np.full((side, side), np.nan, np.float32)
    height, width = image.shape
    rows = slice(max(0, y0), min(height, y0 + side))
    columns = slice(max(0, x0), min(width, x0 + side))
    out[rows.start - y0 : rows.stop - y0, columns.start - x0 : columns.stop - x0] = image[
        rows, columns
    ]
    return out


def write_lines(work, name, lines):
    with open(os.path.join(work, name), "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")
