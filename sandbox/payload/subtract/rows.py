# SPDX-License-Identifier: Apache-2.0
"""The columns of diaSources.csv: DIASource fields of schema lsst.v11_0 that pixels can give."""

import math

import numpy as np

REALS = """
ra raErr dec decErr ra_dec_Cov x xErr y yErr apFlux apFluxErr snr psfFlux psfFluxErr psfLnL
psfChi2 trailFlux trailFluxErr trailRa trailRaErr trailDec trailDecErr trailLength
trailLengthErr trailAngle trailAngleErr trailChi2 dipoleMeanFlux dipoleMeanFluxErr
dipoleFluxDiff dipoleFluxDiffErr dipoleLength dipoleAngle dipoleChi2 scienceFlux scienceFluxErr
templateFlux templateFluxErr ixx iyy ixy ixxPSF iyyPSF ixyPSF extendedness reliability
""".split()
COUNTS = "psfNdata trailNdata dipoleNdata bboxSize".split()
FLAGS = """centroid_flag apFlux_flag apFlux_flag_apertureTruncated isNegative psfFlux_flag
 psfFlux_flag_edge psfFlux_flag_noGoodPixels trail_flag_edge forced_PsfFlux_flag
 forced_PsfFlux_flag_edge forced_PsfFlux_flag_noGoodPixels shape_flag shape_flag_no_pixels
 shape_flag_not_contained shape_flag_parent_source isDipole dipoleFitAttempted pixelFlags
 pixelFlags_bad pixelFlags_cr pixelFlags_crCenter pixelFlags_edge pixelFlags_nodata
 pixelFlags_nodataCenter pixelFlags_interpolated pixelFlags_interpolatedCenter pixelFlags_offimage
 pixelFlags_saturated pixelFlags_saturatedCenter pixelFlags_suspect pixelFlags_suspectCenter
 pixelFlags_streak pixelFlags_streakCenter pixelFlags_injected pixelFlags_injectedCenter
 pixelFlags_injected_template pixelFlags_injected_templateCenter glint_trail""".split()
COLUMNS = REALS + COUNTS + FLAGS


def new_row(x, y, box):
    """A row of which only the place is known, and the box (x0, y0, x1, y1, px) it fills."""
    row = dict.fromkeys(REALS, math.nan) | dict.fromkeys(COUNTS, 0) | dict.fromkeys(FLAGS, False)
    half = max(abs(box[0] - x), abs(box[1] - y), abs(box[2] - x), abs(box[3] - y))
    row.update(x=x, y=y, bboxSize=int(math.ceil(2 * half)))
    row["box"] = [float(b) for b in box]
    return row


def line(row):
    """The row as it stands in the file."""
    cells = [number(row[name]) for name in REALS]
    cells += [str(int(row[name])) for name in COUNTS]
    cells += ["true" if row[name] else "false" for name in FLAGS]
    return ",".join(cells)


def number(value):
    value = float(value)
    return repr(value) if np.isfinite(value) else "NaN"
