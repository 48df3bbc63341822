# SPDX-License-Identifier: Apache-2.0
"""Turns detections into DIASource rows and leaves out what is no source in the sky."""

import numpy as np
import sep

from . import mask, stars
from .photometry import forced, moments
from .rows import new_row

LEAST = 5.0
RELIABLE = 0.5
OUTSHINES = 25.0
APERTURE = 12.0  # px, as slot_ApFlux of the LSST pipelines
FORBIDDEN = mask.NODATA | mask.SAT | mask.SATTPL | mask.EDGE


class Measurer:
    def __init__(self, d, noise):
        self.d = d
        self.noise = noise  # how much the noise of a sum is above what its pixels' variances say
        self.width = stars.fwhm(d.psf)
        self.reach = int(min(stars.HALF, max(5, np.ceil(1.7 * self.width))))
        self.jacobian = d.science.wcs.jacobian(*(s / 2 for s in d.image.shape[::-1]))
        self.pixel = float(np.sqrt(abs(np.linalg.det(self.jacobian)))) * 3600
        self.psf_moments = moments(d.psf, self.width)

    def rows(self, peaks, at):
        rows = []
        for done, peak in enumerate(peaks):
            if done % 20 == 0:
                at("measure", 0.7 + 0.2 * done / len(peaks))
            row = self._one(peak, peaks)
            if row and all(
                np.hypot(r["x"] - row["x"], r["y"] - row["y"]) > 0.8 * self.width for r in rows
            ):
                rows.append(row)
        return rows

    def trail(self, one):
        """One row for a whole trail; Sattle is asked about all of it."""
        length = float(np.sqrt(12) * one["a"])
        dx, dy = np.cos(one["theta"]) * length / 2, np.sin(one["theta"]) * length / 2
        height, width = self.d.image.shape
        x, y = float(one["x"]), float(one["y"])
        ends_x, ends_y = np.clip([x - dx, x + dx], 0, width - 1), np.clip(
            [y - dy, y + dy], 0, height - 1
        )
        pad = self.width
        box = [min(ends_x) - pad, min(ends_y) - pad, max(ends_x) + pad, max(ends_y) + pad]
        row = new_row(x, y, np.clip(box, -0.5, [width - 0.5, height - 0.5] * 2))
        self._place(row, np.eye(2))
        self._fluxes(row)
        east, north = self.jacobian @ [dx, dy]
        row.update(trailRa=row["ra"], trailDec=row["dec"], trailLength=length * self.pixel)
        row.update(
            trailAngle=float(np.degrees(np.arctan2(east, north)) % 180), trailNdata=int(one["npix"])
        )
        row.update(trailFlux=float(one["flux"]) * self.d.scale, snr=float(abs(one["peak"])))
        edge = (
            min(ends_x) < 2
            or min(ends_y) < 2
            or max(ends_x) > width - 3
            or max(ends_y) > height - 3
        )
        row.update(trail_flag_edge=bool(edge), extendedness=1.0, reliability=1.0)
        row.update(pixelFlags=True, pixelFlags_streak=True, pixelFlags_streakCenter=True)
        return row

    def _one(self, peak, peaks):
        fit = self._fit(float(peak[0]), float(peak[1]))
        if fit is None:
            return None
        x, y, flux, covariance, chi2, count, share = fit
        significance = flux / np.sqrt(covariance[0, 0]) / self.noise
        centre = self._bits(x, y, 1)
        if significance * peak[2] < 0 or abs(significance) < LEAST or centre & FORBIDDEN:
            return None
        ray = self._bits(x, y, int(np.ceil(self.width))) & mask.CR
        # the wings of a saturated star reach further than the kernel
        halo = self._bits(x, y, int(np.ceil(3 * self.width))) & (mask.SAT | mask.SATTPL)
        if (centre & mask.CR) or ((ray or halo) and abs(significance) < OUTSHINES):
            return None
        reach = max(abs(v) for v in (peak[3] - x, peak[4] - y, peak[5] - x, peak[6] - y))
        reach = min(max(reach, self.width), 60)
        row = new_row(x, y, [x - reach, y - reach, x + reach, y + reach])
        self._place(row, covariance[1:, 1:] * self.noise**2)
        scale = self.d.scale
        row.update(psfFlux=flux * scale, psfFluxErr=np.sqrt(covariance[0, 0]) * self.noise * scale)
        row.update(psfChi2=chi2, psfNdata=count, snr=abs(peak[2]), isNegative=bool(flux < 0))
        self._fluxes(row)
        self._shape(row)
        self._flags(row)
        dipole = any(
            o[2] * peak[2] < 0
            and np.hypot(o[0] - x, o[1] - y) < 2 * self.width
            and abs(o[2]) > 0.35 * abs(peak[2])
            for o in peaks
        )
        row["isDipole"] = dipole
        row["reliability"] = self._reliability(row, significance, chi2 / max(count - 3, 1), share)
        bogus = row["reliability"] < RELIABLE or row["scienceFlux"] < -2 * row["scienceFluxErr"]
        return None if bogus else row

    def _fit(self, x, y):
        """Flux and place of a point source, by Gauss-Newton; None when it wanders off."""
        x0, y0 = int(x), int(y)
        cut = self._window(x0, y0)
        if cut is None:
            return None
        data, doubt, bits = cut
        weight = np.where((bits & mask.UNUSABLE) == 0, 1 / doubt, 0)
        for _ in range(6):
            model, columns = self._columns(x - x0, y - y0)
            flux = (model * data * weight).sum() / max((model**2 * weight).sum(), 1e-30)
            design = np.array([model, flux * columns[0], flux * columns[1]]).reshape(3, -1)
            normal = (design * weight.ravel()) @ design.T
            normal[[0, 1, 2], [0, 1, 2]] *= 1 + 1e-9
            try:
                covariance = np.linalg.inv(normal)
            except np.linalg.LinAlgError:
                return None
            rest = (data - flux * model).ravel()
            step = covariance @ (design * weight.ravel() @ rest)
            move = np.clip(step[1:], -0.7, 0.7)
            x, y, flux = x + move[0], y + move[1], flux + step[0]
            if np.hypot(x - x0, y - y0) > max(2.5, 0.6 * self.width):
                return None
        share = float((model * (weight > 0)).sum() / max(model.sum(), 1e-9))
        used = weight > 0
        chi2 = float(((data - flux * model) ** 2 * weight).sum())
        return x, y, float(flux), covariance, chi2, int(used.sum()), share

    def _window(self, x0, y0):
        r = self.reach
        height, width = self.d.image.shape
        if not (r <= x0 < width - r and r <= y0 < height - r):
            return None
        at = (slice(y0 - r, y0 + r + 1), slice(x0 - r, x0 + r + 1))
        return self.d.image[at].astype(float), self.d.doubt[at].astype(float), self.d.bits[at]

    def _columns(self, dx, dy):
        trim = slice(stars.HALF - self.reach, stars.HALF + self.reach + 1)
        model = stars.move(self.d.psf, dx, dy)
        by_x = np.gradient(model, axis=1)
        by_y = np.gradient(model, axis=0)
        return model[trim, trim], (-by_x[trim, trim], -by_y[trim, trim])

    def _place(self, row, covariance):
        ra, dec = self.d.science.wcs.to_sky(row["x"], row["y"])
        sky = self.jacobian @ covariance @ self.jacobian.T
        row.update(
            ra=float(ra), dec=float(dec), raErr=np.sqrt(sky[0, 0]), decErr=np.sqrt(sky[1, 1])
        )
        row.update(
            ra_dec_Cov=sky[0, 1], xErr=np.sqrt(covariance[0, 0]), yErr=np.sqrt(covariance[1, 1])
        )

    def _fluxes(self, row):
        d, scale = self.d, self.d.scale
        ratio = np.float32(d.summary["fluxRatio"])
        bad = (d.bits & mask.UNUSABLE) != 0
        for name, image, variance, psf in (
            ("science", d.science.image, d.science.variance, d.science_psf),
            ("template", d.template.image * ratio, d.template.variance * ratio**2, d.template_psf),
        ):
            flux, error = forced(image, variance, bad, psf, row["x"], row["y"])
            row[name + "Flux"], row[name + "FluxErr"] = flux * scale, error * scale
        total, error, flag = sep.sum_circle(
            d.image, [row["x"]], [row["y"]], APERTURE, var=d.variance.astype(np.float32), mask=bad
        )
        row.update(apFlux=float(total[0]) * scale, apFluxErr=float(error[0]) * scale)
        row.update(apFlux_flag_apertureTruncated=bool(flag[0] & sep.APER_TRUNC))
        if np.isnan(row["psfFlux"]):
            flux, error = forced(d.image, d.variance, bad, d.psf, row["x"], row["y"])
            row.update(psfFlux=flux * scale, psfFluxErr=error * scale)

    def _shape(self, row):
        x, y = int(round(row["x"])), int(round(row["y"]))
        h = stars.HALF
        padded = np.pad(self.d.image[max(0, y - h) : y + h + 1, max(0, x - h) : x + h + 1], 1)
        own = moments(padded if row["psfFlux"] > 0 else -padded, self.width)
        arcsec2 = self.pixel**2
        for name, (xx, yy, xy) in (("", own or (np.nan,) * 3), ("PSF", self.psf_moments)):
            row[f"ixx{name}"], row[f"iyy{name}"], row[f"ixy{name}"] = (
                xx * arcsec2,
                yy * arcsec2,
                xy * arcsec2,
            )
        row["shape_flag"] = own is None
        # the length that explains the moments: forced photometry wants one of every source
        size = [_longest(m) for m in (own, self.psf_moments) if m]
        excess = max(0.0, size[0] - size[1]) if own else 0.0
        row["trailLength"] = float(np.sqrt(12 * excess)) * self.pixel
        row["extendedness"] = float(excess > 0.5 * _longest(self.psf_moments))

    def _flags(self, row):
        wide, centre = self._bits(row["x"], row["y"], 3), self._bits(row["x"], row["y"], 1)
        for name, bit in (
            ("bad", mask.BAD),
            ("cr", mask.CR),
            ("edge", mask.EDGE),
            ("nodata", mask.NODATA),
            ("interpolated", mask.INTRP),
            ("saturated", mask.SAT),
            ("streak", mask.STREAK),
        ):
            row["pixelFlags_" + name] = bool(wide & bit)
            if f"pixelFlags_{name}Center" in row:
                row[f"pixelFlags_{name}Center"] = bool(centre & bit)
            row["pixelFlags"] |= bool(wide & bit)

    def _bits(self, x, y, radius):
        x, y = int(round(x)), int(round(y))
        cut = self.d.bits[max(0, y - radius) : y + radius + 1, max(0, x - radius) : x + radius + 1]
        return int(np.bitwise_or.reduce(cut, axis=None)) if cut.size else mask.NODATA

    def _reliability(self, row, significance, chi2, share):
        s = abs(significance)
        r = _step(s, 5.5, 0.15) * _step(-chi2 / self.noise**2, -(2.4 + 0.02 * s), 0.25)
        r *= _step(share, 0.6, 0.04)
        ratio = abs(row["psfFlux"]) / max(row["templateFlux"], 1e-30)
        if ratio < 0.2:
            r *= _step(s, 7.0, 0.3)
        return float(r * (0.2 if row["isDipole"] else 1.0))


def _longest(m):
    return float(np.linalg.eigvalsh([[m[0], m[2]], [m[2], m[1]]])[1])


def _step(value, half, width):
    return 1 / (1 + np.exp(np.clip(-(value - half) / width, -60, 60)))
