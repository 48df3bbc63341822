// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.List;
import nightjar.model.sky.SkyPolygon;
import nightjar.model.sky.SkyPosition;

/** Rows and regions for tests, around (150, 2). */
final class Sky {

    static final double RA = 150;
    static final double DEC = 2;
    private static final double ARCSEC = 1 / 3600.0;

    private Sky() {}

    /** A good source so many arcseconds north of (150, 2). */
    static DiaSource source(long id, double north) {
        return new DiaSource(
                Columns.EMPTY
                        .with("diaSourceId", id)
                        .with("visit", 2026112000012L)
                        .with("detector", 4)
                        .with("ra", RA)
                        .with("dec", DEC + north * ARCSEC)
                        .with("raErr", 0.05 * ARCSEC)
                        .with("decErr", 0.05 * ARCSEC)
                        .with("midpointMjdTai", 61364.1)
                        .with("band", "r")
                        .with("psfFlux", 1000.0)
                        .with("psfFluxErr", 50.0)
                        .with("scienceFlux", 3000.0)
                        .with("scienceFluxErr", 60.0)
                        .with("reliability", 0.9)
                        .with("trailLength", 0.1)
                        .with("glint_trail", false)
                        .with("isDipole", false));
    }

    /** An earlier source of an object. */
    static DiaSource earlier(long id, long object, double north, double daysAgo) {
        return source(id, north)
                .with("diaObjectId", object)
                .with("visit", 2026112000012L - id)
                .with("midpointMjdTai", 61364.1 - daysAgo);
    }

    static DiaObject object(long id, double north, int nDiaSources) {
        return new DiaObject(
                Columns.EMPTY
                        .with("diaObjectId", id)
                        .with("validityStartMjdTai", 61000.0)
                        .with("ra", RA)
                        .with("dec", DEC + north * ARCSEC)
                        .with("raErr", 0.04 * ARCSEC)
                        .with("decErr", 0.04 * ARCSEC)
                        .with("nDiaSources", nDiaSources));
    }

    /** The image: 200" on a side, so from -100 to 100 north. */
    static SkyPolygon image() {
        double half = 100 * ARCSEC;
        return SkyPolygon.ofCorners(
                List.of(
                        new SkyPosition(RA - half, DEC - half),
                        new SkyPosition(RA + half, DEC - half),
                        new SkyPosition(RA + half, DEC + half),
                        new SkyPosition(RA - half, DEC + half)));
    }

    static Detections seen(DiaSource... sources) {
        return new Detections(2026112000012L, 4, image(), 0.2, List.of(sources), List.of());
    }
}
