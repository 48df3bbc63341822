// SPDX-License-Identifier: Apache-2.0
package nightjar.model.sky;

/** What a map's coordinates are; the letters are those of HEALPix files' COORDSYS. */
public enum SkyFrame {
    /** Right ascension and declination, ICRS: letter C. */
    CELESTIAL,
    /** Galactic longitude and latitude: letter G. */
    GALACTIC,
    /** Ecliptic longitude and latitude of J2000: letter E. */
    ECLIPTIC;

    /** Axes of the galactic frame in ICRS (The Hipparcos Catalogue, ESA SP-1200, vol. 1, 1.5.3). */
    private static final UnitVector GALACTIC_X =
            new UnitVector(-0.0548755604, -0.8734370902, -0.4838350155);

    private static final UnitVector GALACTIC_Y =
            new UnitVector(+0.4941094279, -0.4448296300, +0.7469822445);
    private static final UnitVector GALACTIC_Z =
            new UnitVector(-0.8676661490, -0.1980763734, +0.4559837762);

    /** Obliquity of the ecliptic at J2000, IAU 2006: 84381.406 arcsec. */
    private static final double OBLIQUITY = Math.toRadians(84381.406 / 3600);

    /** A direction that is given in ICRS, in this frame. */
    public UnitVector from(UnitVector icrs) {
        return switch (this) {
            case CELESTIAL -> icrs;
            case GALACTIC ->
                    new UnitVector(
                            GALACTIC_X.dot(icrs), GALACTIC_Y.dot(icrs), GALACTIC_Z.dot(icrs));
            case ECLIPTIC ->
                    new UnitVector(
                            icrs.x(),
                            icrs.y() * Math.cos(OBLIQUITY) + icrs.z() * Math.sin(OBLIQUITY),
                            icrs.z() * Math.cos(OBLIQUITY) - icrs.y() * Math.sin(OBLIQUITY));
        };
    }
}
