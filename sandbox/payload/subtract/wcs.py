# SPDX-License-Identifier: Apache-2.0
"""Pixel to sky and back: TAN, perhaps SIP (Calabretta & Greisen 2002; Shupe et al. 2005)."""

import numpy as np

from .failure import Failed

KEYS = ["CTYPE1", "CTYPE2", "CUNIT1", "CUNIT2", "RADESYS", "CRPIX1", "CRPIX2", "CRVAL1", "CRVAL2"]


class Wcs:
    """Pixels are 0-based, the sky is degrees ICRS; all functions take arrays."""

    def __init__(self, header, name):
        kind = (str(header.get("CTYPE1", "")), str(header.get("CTYPE2", "")))
        if not (kind[0].startswith("RA---TAN") and kind[1].startswith("DEC--TAN")):
            raise Failed("NO_WCS", f"{name}: CTYPE is {kind}, this worker knows TAN and TAN-SIP")
        try:
            self.centre = np.array([header["CRPIX1"] - 1, header["CRPIX2"] - 1], float)
            self.ra0, self.dec0 = np.radians([header["CRVAL1"], header["CRVAL2"]])
            self.cd = _matrix(header)
            self.inverse = np.linalg.inv(self.cd)
        except (KeyError, np.linalg.LinAlgError) as e:
            raise Failed("NO_WCS", f"{name}: no usable {e}")
        sip = kind[0].endswith("-SIP")
        self.a, self.b = (_terms(header, s) if sip else [] for s in "AB")
        self.cards = [(k, v) for k, v in header.items() if k in KEYS or _is_linear(k) or _is_sip(k)]

    def to_sky(self, x, y):
        u, v = np.asarray(x, float) - self.centre[0], np.asarray(y, float) - self.centre[1]
        du, dv = _bend(self.a, u, v), _bend(self.b, u, v)
        u, v = u + du, v + dv
        xi = np.radians(self.cd[0, 0] * u + self.cd[0, 1] * v)
        eta = np.radians(self.cd[1, 0] * u + self.cd[1, 1] * v)
        down = np.cos(self.dec0) - eta * np.sin(self.dec0)
        ra = self.ra0 + np.arctan2(xi, down)
        up = np.sin(self.dec0) + eta * np.cos(self.dec0)
        return np.degrees(ra) % 360, np.degrees(np.arctan2(up, np.hypot(xi, down)))

    def to_pixel(self, ra, dec):
        """NaN for what lies on the other half of the sky."""
        ra, dec = np.radians(ra) - self.ra0, np.radians(dec)
        cosine = np.sin(self.dec0) * np.sin(dec) + np.cos(self.dec0) * np.cos(dec) * np.cos(ra)
        cosine = np.where(cosine > 1e-6, cosine, np.nan)
        xi = np.degrees(np.cos(dec) * np.sin(ra) / cosine)
        rise = np.cos(self.dec0) * np.sin(dec) - np.sin(self.dec0) * np.cos(dec) * np.cos(ra)
        eta = np.degrees(rise / cosine)
        u0 = self.inverse[0, 0] * xi + self.inverse[0, 1] * eta
        v0 = self.inverse[1, 0] * xi + self.inverse[1, 1] * eta
        u, v = u0, v0
        for _ in range(8 if self.a or self.b else 0):
            u, v = u0 - _bend(self.a, u, v), v0 - _bend(self.b, u, v)
        return u + self.centre[0], v + self.centre[1]

    def jacobian(self, x, y):
        """Degrees on the sky (east, north) for a pixel along x and y there."""
        ra, dec = self.to_sky(
            np.array([x, x + 0.5, x - 0.5, x, x]), np.array([y, y, y, y + 0.5, y - 0.5])
        )
        east = ((ra[[1, 3]] - ra[[2, 4]] + 180) % 360 - 180) * np.cos(np.radians(dec[0]))
        return np.array([east, dec[[1, 3]] - dec[[2, 4]]])


def _matrix(header):
    if "CD1_1" in header or "CD1_2" in header:
        return np.array([[header.get(f"CD{i}_{j}", 0.0) for j in (1, 2)] for i in (1, 2)], float)
    pc = [[header.get(f"PC{i}_{j}", float(i == j)) for j in (1, 2)] for i in (1, 2)]
    return np.array(pc, float) * np.array([[header["CDELT1"]], [header["CDELT2"]]], float)


def _terms(header, letter):
    n = int(header.get(f"{letter}_ORDER", 0))
    powers = ((p, q) for p in range(n + 1) for q in range(n + 1 - p))
    found = ((p, q, header.get(f"{letter}_{p}_{q}", 0.0)) for p, q in powers)
    return [term for term in found if term[2]]


def _bend(terms, u, v):
    return sum((c * u**p * v**q for p, q, c in terms), 0.0)


def _is_linear(key):
    return key[:2] in ("CD", "PC") and key[-2:] in ("_1", "_2") or key in ("CDELT1", "CDELT2")


def _is_sip(key):
    return key.split("_")[0] in ("A", "B") and "_" in key
