# SPDX-License-Identifier: Apache-2.0
"""The two things a worker does: difference a visit-detector, and force fluxes at given places."""

import csv
import os
import platform
import resource
import time

import numpy as np

from . import detect, difference, fits, frame, mask, products, stars, warp
from .failure import Failed
from .measure import Measurer
from .photometry import forced
from .rows import number
from .wcs import Wcs

TAI_MINUS_UTC = 37.0  # s, since 2017-01-01 (IERS Bulletin C)


def run(request, budget, at):
    """Leaves the files of a difference in the work folder; returns what summary.json says."""
    clock = Clock()
    snaps, flags = request.get("snaps") or [], ["CONSTANT_PSF"]
    if not snaps:
        raise Failed("NO_IMAGE", "no science image was given")
    if not request.get("templates"):
        raise Failed("NO_TEMPLATE", "no template was given")
    at("read", 0.02)
    science = frame.combine([frame.load(snap["path"], budget, raw=True) for snap in snaps])
    midpoint, seconds = _timing(snaps, science.header, flags)
    clock.stage("science")
    at("template", 0.15)
    templates = [frame.load(path, budget, raw=False) for path in request["templates"]]
    template = warp.onto(science, templates, at)
    clock.stage("template")
    d = difference.subtract(science, template, flags, at)
    clock.stage("match")
    at("score", 0.6)
    score, noise = detect.score(d)
    width = stars.fwhm(d.psf)
    trails = detect.trails(d, score, width)
    peaks = detect.peaks(d, score, width)
    clock.stage("detect")
    measurer = Measurer(d, noise)
    rows = measurer.rows(peaks, at) + [measurer.trail(one) for one in trails]
    rows.sort(key=lambda row: (row["y"], row["x"]))
    clock.stage("measure")
    summary = {
        "visit": request.get("visit"),
        "detector": request.get("detector"),
        "midpointMjdTai": midpoint,
        "exposureSeconds": seconds,
        "band": request.get("band") or str(science.header.get("BAND", "")),
        **d.summary,
        "varianceFactor": noise**2,
        "depth5Sigma": _depth(d, noise),
        "corners": _corners(science),
        "nDetections": len(peaks),
        "nDiaSources": len(rows),
        "nTrails": len(trails),
        "flags": flags,
        "seconds": clock.seconds,
        "peakResidentMiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10,
        "python": platform.python_version(),
    }
    at("write", 0.92)
    products.write(d, rows, summary, request["work"])
    clock.stage("write")
    return summary


def force(request, at):
    """Writes forced.csv: fluxes at the places asked for, in their order."""
    at("read", 0.0)
    work = request["work"]
    images = [
        fits.read_named(os.path.join(work, name)) for name in ("difference.fits", "science.fits")
    ]
    wcs = Wcs(images[0]["IMAGE"][0], "difference.fits")
    bad = (images[0]["MASK"][1].astype(np.int32) & mask.UNUSABLE) != 0
    height, width = bad.shape
    lines = ["diaObjectId,ra,dec,x,y,psfFlux,psfFluxErr,scienceFlux,scienceFluxErr,inside"]
    with open(request["positions"], encoding="utf-8", newline="") as file:
        for place in csv.DictReader(line for line in file if not line.startswith("#")):
            if len(lines) % 100 == 1:
                at("force", 0.5)
            x, y = (float(v) for v in wcs.to_pixel(float(place["ra"]), float(place["dec"])))
            inside = -0.5 <= x < width - 0.5 and -0.5 <= y < height - 0.5
            cells = [x, y]
            for hdus in images:
                planes = hdus["IMAGE"][1], hdus["VARIANCE"][1]
                cells += forced(*planes, bad, hdus["PSF"][1], x, y) if inside else (np.nan, np.nan)
            told = [place["diaObjectId"].strip(), place["ra"].strip(), place["dec"].strip()]
            lines.append(",".join(told + [number(c) for c in cells] + [str(inside).lower()]))
    products.write_lines(work, "forced.csv", lines)
    return {"rows": len(lines) - 1}


class Clock:
    def __init__(self):
        self.start = self.last = time.monotonic()
        self.seconds = {}

    def stage(self, name):
        now = time.monotonic()
        self.seconds[name] = round(now - self.last, 4)
        self.seconds["total"] = round(now - self.start, 4)
        self.last = now


def _timing(snaps, header, flags):
    """Middle of all snaps, MJD TAI, and their seconds together."""
    midpoints, total = [], 0.0
    for snap in snaps:
        seconds = snap.get("exposureSeconds", header.get("EXPTIME", 0))
        middle = snap.get("midpointMjdTai")
        if middle is None:
            middle = _middle(fits.read_header(snap["path"]), seconds)
            flags += [] if "TIME_FROM_HEADER" in flags else ["TIME_FROM_HEADER"]
        midpoints.append(middle)
        total += seconds
    return float(np.mean(midpoints)), float(total)


def _middle(header, seconds):
    offset = 0.0 if header.get("TIMESYS", "UTC") == "TAI" else TAI_MINUS_UTC / 86400
    if "MJD-BEG" in header and "MJD-END" in header:
        return (header["MJD-BEG"] + header["MJD-END"]) / 2 + offset
    start = header.get("MJD-BEG", header.get("MJD-OBS", header.get("MJD", np.nan)))
    return start + seconds / 2 / 86400 + offset


def _corners(science):
    height, width = science.image.shape
    x = np.array([0, width, width, 0]) - 0.5
    ra, dec = science.wcs.to_sky(x, np.array([0, 0, height, height]) - 0.5)
    return [[float(r), float(c)] for r, c in zip(ra, dec)]


def _depth(d, noise):
    error = noise * np.sqrt(np.median(d.variance) / (d.psf**2).sum()) * d.scale
    return float(frame.NANOJANSKY_MAG - 2.5 * np.log10(5 * error))
