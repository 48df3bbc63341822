# SPDX-License-Identifier: Apache-2.0
"""Pixels as astropy reads them: cutouts in alerts, difference images in the Butler's root."""

import io
import warnings

from .table import READS, require, same

CUTOUTS = ("cutoutDifference", "cutoutScience", "cutoutTemplate")


def run(site, table):
    with table.row("astropy", READS) as seen:
        cutouts(site, seen)
    with table.row("astropy", READS) as seen:
        differences(site, seen)


def cutouts(site, seen):
    from astropy.io import fits
    from astropy.nddata import CCDData

    from .alerts import Reading

    sides = set()
    for alert in Reading(site).alerts:
        for name in CUTOUTS:
            require(alert[name], f"alert {alert['diaSourceId']} has no {name}")
            with strict(), fits.open(io.BytesIO(alert[name])) as hdus:
                hdus.verify("exception")
                same("HDUs", [h.name for h in hdus], ["PRIMARY", "UNCERT", "PSFIMAGE"])
                side = hdus[0].data.shape[0]
                require(hdus[0].data.shape == (side, side), f"{name} is not square")
                require(30 <= side <= 102, f"{name} is {side} px wide")
                require("ROTPA" in hdus[0].header, f"{name} has no ROTPA")
            image = CCDData.read(io.BytesIO(alert[name]), format="fits")
            same("unit", str(image.unit), "nJy")
            same("uncertainty", image.uncertainty.uncertainty_type, "var")
            require(image.psf is not None, f"{name} has no PSF")
            off = off_centre(image.header, alert["diaSource"])
            require(
                off < 0.1, f"alert {alert['diaSourceId']}: its place is {off:.2f} px off in {name}"
            )
            sides.add(side)
            seen.records += 1
    seen.detail = f"cutouts: verify, CCDData.read; {min(sides)} to {max(sides)} px"


def off_centre(header, source):
    """Pixels between the source's centroid and where the cutout's linear WCS has its ra and dec."""
    import numpy as np
    from astropy.wcs import WCS

    # Without CTYPE, as upstream writes it, the WCS is linear in degrees on the sky about CRVAL.
    wcs = WCS(header)
    ra = header["CRVAL1"] + (source["ra"] - header["CRVAL1"]) * np.cos(np.radians(source["dec"]))
    x, y = wcs.all_world2pix([[ra, source["dec"]]], 1)[0]
    # CUTMINX, CUTMINY: the box's first pixel, less one.
    return np.hypot(x + header["CUTMINX"] - source["x"], y + header["CUTMINY"] - source["y"])


def differences(site, seen):
    from astropy.io import fits
    from astropy.wcs import WCS
    from lsst.resources import ResourcePath

    root = ResourcePath(site.store["butler"], forceDirectory=True)
    for file in ResourcePath.findFileResources([root], file_filter=r"\.fits$"):
        with strict(), fits.open(io.BytesIO(file.read())) as hdus:
            hdus.verify("exception")
            shape = hdus["IMAGE"].data.shape
            for name in ("VARIANCE", "MASK"):
                same(f"{name} of {file.basename()}", hdus[name].data.shape, shape)
            require(WCS(hdus["IMAGE"].header).has_celestial, f"{file.basename()} has no WCS")
            planes = [key for key in hdus["MASK"].header if key.startswith("MP_")]
            require("MP_DETECTED" in planes, f"{file.basename()}: mask planes {planes}")
        seen.records += 1
    require(seen.records, f"no FITS file below {root}")
    seen.detail = "difference images from the store: verify without a warning, WCS, MP_ planes"


class strict(warnings.catch_warnings):
    """What astropy would only warn of is wrong."""

    def __enter__(self):
        super().__enter__()
        from astropy.io.fits.verify import VerifyWarning
        from astropy.wcs import FITSFixedWarning

        warnings.simplefilter("error", VerifyWarning)
        warnings.simplefilter("ignore", FITSFixedWarning)
