# SPDX-License-Identifier: Apache-2.0
"""nightjar's world coordinates against astropy's: 1,000 points of each image, both ways."""

import random

import numpy as np

from .table import READS, Absent, require

POINTS = 1000
TOLERANCE_PX = 1e-6
SEED = 20261120


def run(site, table):
    for name, headers in (("TAN", tan), ("SIP", sip), ("TPV", tpv)):
        with table.row("astropy", READS) as seen:
            worst, files = compare(site, name, headers(site))
            seen.records = POINTS * files
            seen.detail = f"WCS {name} of {files} images: worst {worst:.1e} px"
            require(worst <= TOLERANCE_PX, seen.detail)


def compare(site, name, headers):
    """The worst difference in pixels, either way, and how many headers there were."""
    from astropy.wcs import WCS

    dice = np.random.default_rng(SEED)
    questions = []
    theirs = []
    for number, header in enumerate(headers):
        file = site.scratch / f"{name}-{number}.fits"
        _write(file, header)
        wcs = WCS(header)
        size = np.array([header["NAXIS1"], header["NAXIS2"]], dtype=float)
        pixels = dice.random((POINTS, 2)) * size - 0.5
        sky = wcs.all_pix2world(pixels, 0)
        questions.append({"fits": str(file), "pixels": pixels.tolist(), "sky": sky.tolist()})
        theirs.append((wcs, pixels))
    worst = 0.0
    for answer, (wcs, pixels) in zip(site.ask("Positions", questions), theirs, strict=True):
        back = wcs.all_world2pix(np.array(answer["sky"]), 0, tolerance=1e-9, maxiter=100)
        worst = max(worst, np.abs(back - pixels).max())
        worst = max(worst, np.abs(np.array(answer["pixels"]) - pixels).max())
    return worst, len(theirs)


def _write(file, header):
    """The header over a few pixels: what is compared does not depend on their number."""
    from astropy.io import fits

    cards = header.copy()
    for key in ("BSCALE", "BZERO", "XTENSION", "PCOUNT", "GCOUNT"):
        cards.remove(key, ignore_missing=True)
    fits.PrimaryHDU(np.zeros((8, 8), np.float32), cards).writeto(file, overwrite=True)


def tan(site):
    """The sandbox's raws, and some that are turned, mirrored, at the pole and at RA 0."""
    yield from _raws(site)
    for ra, dec, turn in (
        (0.0, 0.0, 0.0),
        (359.99, -89.9, 33.0),
        (123.4, 89.97, 210.0),
        (10, 60, 90),
    ):
        yield _plain(ra, dec, turn)
    mirrored = _plain(200.0, -30.0, 45.0)
    mirrored["CD1_1"], mirrored["CD2_1"] = -mirrored["CD1_1"], -mirrored["CD2_1"]
    yield mirrored


def _raws(site):
    import io

    from astropy.io import fits
    from lsst.resources import ResourcePath

    folder = ResourcePath(site.store["raws"], forceDirectory=True)
    for file in ResourcePath.findFileResources([folder], file_filter=r"\.fits$"):
        try:
            yield fits.getheader(io.BytesIO(file.read()))
        except OSError:
            continue  # the night has a truncated one


def sip(site):
    """Distortion of tens of pixels; one gives its inverse roughly, which must not be believed."""
    dice = random.Random(SEED)
    for order in (2, 3, 4):
        header = _plain(150.1, 2.2, 17.0)
        header["CTYPE1"], header["CTYPE2"] = "RA---TAN-SIP", "DEC--TAN-SIP"
        for axis in "AB":
            header[f"{axis}_ORDER"] = order
            for p in range(order + 1):
                for q in range(order + 1 - p):
                    if 2 <= p + q:
                        header[f"{axis}_{p}_{q}"] = dice.uniform(-1, 1) * 10 / 2000 ** (p + q)
        if order == 2:
            for axis in "AB":
                header[f"{axis}P_ORDER"] = 2
                header[f"{axis}P_2_0"] = -header[f"{axis}_2_0"]
        yield header


def tpv(site):
    """DECam's own (decam_mini), and a stronger one."""
    from astropy.io import fits

    try:
        folder = site.file("fits/decam_mini")
        for file in sorted(folder.glob("*.mini.fits.gz")):
            yield _with_pixels(fits.open(file))
    except Absent:
        pass
    header = _plain(52.0, -28.0, 5.0)
    header["CTYPE1"], header["CTYPE2"] = "RA---TPV", "DEC--TPV"
    for axis, terms in (
        ("1", (0, 1.001, 2e-4, 0, 3e-3, -2e-3, 1e-3, 4e-2, 1e-2, 3e-2, 2e-2)),
        ("2", (0, 0.999, -1e-4, 0, -2e-3, 1e-3, 2e-3, 3e-2, -1e-2, 2e-2, 1e-2)),
    ):
        for number, term in enumerate(terms):
            header[f"PV{axis}_{number}"] = term
    yield header


def _with_pixels(hdus):
    with hdus:
        return next(hdu.header for hdu in hdus if hdu.header.get("NAXIS") == 2)


def _plain(ra, dec, turn):
    from astropy.io import fits

    scale = 0.2 / 3600
    cos, sin = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    cards = {
        "NAXIS": 2,
        "NAXIS1": 4096,
        "NAXIS2": 4096,
        "CTYPE1": "RA---TAN",
        "CTYPE2": "DEC--TAN",
        "CRVAL1": ra,
        "CRVAL2": dec,
        "CRPIX1": 2100.25,
        "CRPIX2": 1990.75,
        "CD1_1": -scale * cos,
        "CD1_2": scale * sin,
        "CD2_1": scale * sin,
        "CD2_2": scale * cos,
        "RADESYS": "ICRS",
    }
    return fits.Header(cards.items())
