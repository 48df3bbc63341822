// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightjar.model.Cleared;
import nightjar.model.CoordinateSystem;
import nightjar.model.Differenced;
import nightjar.model.ExpectedVisit;
import nightjar.model.NextVisit;
import nightjar.model.Preloaded;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.RotationSystem;
import nightjar.model.Stored;
import nightjar.model.VisitDetector;
import nightjar.model.catalog.Columns;

/** One visit-detector of the simulated camera, as each stage hands it on. */
final class Sky {

    static final VisitDetector KEY = new VisitDetector("SandboxCam", "2026-11-20T01:00:00.000", 4);
    static final long VISIT = 2026112000012L;
    static final double BEGIN = 61364.125;
    static final double EXPOSURE_DAYS = 30.0 / 86_400;
    static final double MIDPOINT = BEGIN + EXPOSURE_DAYS / 2;
    static final List<Double> CORNERS = List.of(10.0, -5.0, 10.06, -5.0, 10.06, -4.94, 10.0, -4.94);
    static final SourceIds IDS = new SourceIds(0);

    private Sky() {}

    static NextVisit visit(String filters) {
        return new NextVisit(
                KEY.instrument(),
                KEY.group(),
                1,
                1,
                CoordinateSystem.ICRS,
                10.03,
                -4.97,
                1.7e9,
                RotationSystem.SKY,
                0,
                filters,
                35,
                1,
                "BLOCK-1",
                0,
                1.7e9,
                1.7e9);
    }

    static ExpectedVisit expected(String filters) {
        return new ExpectedVisit(KEY, visit(filters), "v1", 1000);
    }

    static Preloaded preloaded(String... templates) {
        return new Preloaded(expected("r_03"), List.of(templates), List.of(), "", 2000);
    }

    static Raw raw(int snap) {
        return raw(snap, 10.03, 0);
    }

    /** The first snap of a pointing that is not quite the announced one. */
    static Raw rawAt(double raDeg, double rotationDeg) {
        return raw(0, raDeg, rotationDeg);
    }

    private static Raw raw(int snap, double raDeg, double rotationDeg) {
        double begin = BEGIN + snap * 40.0 / 86_400;
        return new Raw(
                KEY,
                VISIT + snap,
                snap,
                "s3://raw/" + (VISIT + snap) + "_R22_S11.fits",
                "",
                begin,
                begin + EXPOSURE_DAYS,
                raDeg,
                -4.97,
                rotationDeg,
                "r_03",
                3000,
                3100 + snap);
    }

    static ReadyVisit ready(Preloaded preloaded, Raw... raws) {
        return new ReadyVisit(preloaded, List.of(raws), false, 4000);
    }

    static ReadyVisit ready() {
        return ready(preloaded("s3://t/a.fits"), raw(0));
    }

    static Differenced differenced(ReadyVisit ready, Stored product, int sources) {
        return new Differenced(
                ready, product, sources, MIDPOINT, 30, "r", CORNERS, List.of("CONSTANT_PSF"));
    }

    static Cleared cleared(Differenced differenced, int... rows) {
        var allowed = new BitSet();
        for (int row : rows) {
            allowed.set(row);
        }
        return Cleared.of(differenced, allowed);
    }

    /** A star-like source, such as pixels give it. */
    static Columns source(double ra, double dec) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("ra", ra);
        row.put("dec", dec);
        row.put("raErr", 1e-5f);
        row.put("decErr", 1e-5f);
        row.put("psfFlux", 1000f);
        row.put("psfFluxErr", 50f);
        row.put("trailLength", 0.3f);
        row.put("reliability", 0.9f);
        row.put("isDipole", false);
        row.put("glint_trail", false);
        return new Columns(row);
    }

    /** A box of 1 arcsecond around a place. */
    static double[] box(double ra, double dec) {
        return box(ra, dec, 1);
    }

    static double[] box(double ra, double dec, double arcsec) {
        double h = arcsec / 7200;
        return new double[] {ra - h, dec - h, ra + h, dec - h, ra + h, dec + h, ra - h, dec + h};
    }

    static List<double[]> boxes(List<Columns> sources) {
        var boxes = new ArrayList<double[]>();
        sources.forEach(row -> boxes.add(box(row.number("ra"), row.number("dec"))));
        return boxes;
    }

    static long id(int row) {
        return IDS.of(VISIT, KEY.detector(), row);
    }
}
