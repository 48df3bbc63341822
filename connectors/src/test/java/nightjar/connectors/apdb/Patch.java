// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb.Rows;

/**
 * A patch of sky of a test's own, and rows of a visit there. Places are so many arcseconds north of
 * its centre.
 *
 * @param visit the visit that sees it
 * @param ra right ascension of its centre, degrees
 * @param dec declination of its centre, degrees; a degree from the next patch
 */
record Patch(long visit, double ra, double dec) {

    static final double MIDPOINT = 61364.1;
    static final double STORE = 61364.2;
    static final int DETECTOR = 4;

    private static final int ROWS = 120;

    private static final AtomicInteger TAKEN = new AtomicInteger();

    static Patch next() {
        int number = TAKEN.incrementAndGet();
        return new Patch(2026112000000L + number, 100 + 10 * (number / ROWS), -60 + number % ROWS);
    }

    /** The same sky, seen by another visit. */
    Patch again() {
        return new Patch(next().visit, ra, dec);
    }

    long id(long number) {
        return visit * 100_000 + 1 + number;
    }

    /** One object, its source and its forced source at the centre. */
    Rows rows(double storeTime) {
        return rows(
                storeTime, List.of(object(1, 0)), List.of(source(1, 1, 0)), List.of(forced(1, 0)));
    }

    Rows rows(
            double storeTime, List<Columns> objects, List<Columns> sources, List<Columns> forced) {
        return new Rows(visit, DETECTOR, storeTime, objects, sources, forced);
    }

    /** Corners of 800" around the centre. */
    List<Double> corners() {
        double half = 400 / 3600.0;
        return List.of(
                ra - half,
                dec - half,
                ra + half,
                dec - half,
                ra + half,
                dec + half,
                ra - half,
                dec + half);
    }

    Columns object(long number, double north) {
        return Columns.EMPTY
                .with("diaObjectId", id(number))
                .with("ra", ra)
                .with("dec", dec + north / 3600)
                .with("raErr", 1e-5)
                .with("decErr", 1e-5)
                .with("nDiaSources", 1)
                .with("r_psfFluxMean", 1234.5);
    }

    Columns source(long number, long object, double north) {
        return Columns.EMPTY
                .with("diaSourceId", id(number))
                .with("diaObjectId", id(object))
                .with("visit", visit)
                .with("detector", DETECTOR)
                .with("midpointMjdTai", MIDPOINT)
                .with("timeProcessedMjdTai", STORE)
                .with("ra", ra)
                .with("dec", dec + north / 3600)
                .with("x", 12.5f)
                .with("y", 13.5f)
                .with("psfFlux", 1000.0)
                .with("snr", 12.0)
                .with("band", "r")
                .with("isDipole", false)
                .with("noColumnOfTheDatabase", 1.0);
    }

    Columns forced(long object, double north) {
        return Columns.EMPTY
                .with("diaForcedSourceId", id(object))
                .with("diaObjectId", id(object))
                .with("visit", visit)
                .with("detector", DETECTOR)
                .with("midpointMjdTai", MIDPOINT)
                .with("timeProcessedMjdTai", STORE)
                .with("ra", ra)
                .with("dec", dec + north / 3600)
                .with("psfFlux", 900.0)
                .with("band", "r");
    }
}
