// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One row of the catalogue: the DIASource fields of schema lsst.v11_0 that pixels can give, by
 * name, as they stand in the file, and the box it occupies on the image.
 */
public final class SourceRow {
    private static final String REALS =
            "ra raErr dec decErr ra_dec_Cov x xErr y yErr apFlux apFluxErr snr psfFlux psfFluxErr"
                    + " psfLnL psfChi2 trailFlux trailFluxErr trailRa trailRaErr trailDec trailDecErr"
                    + " trailLength trailLengthErr trailAngle trailAngleErr trailChi2 dipoleMeanFlux"
                    + " dipoleMeanFluxErr dipoleFluxDiff dipoleFluxDiffErr dipoleLength dipoleAngle"
                    + " dipoleChi2 scienceFlux scienceFluxErr templateFlux templateFluxErr ixx iyy ixy"
                    + " ixxPSF iyyPSF ixyPSF extendedness reliability";
    private static final String COUNTS = "psfNdata trailNdata dipoleNdata bboxSize";
    private static final String FLAGS =
            "centroid_flag apFlux_flag apFlux_flag_apertureTruncated isNegative psfFlux_flag"
                    + " psfFlux_flag_edge psfFlux_flag_noGoodPixels trail_flag_edge"
                    + " forced_PsfFlux_flag forced_PsfFlux_flag_edge forced_PsfFlux_flag_noGoodPixels"
                    + " shape_flag shape_flag_no_pixels shape_flag_not_contained"
                    + " shape_flag_parent_source isDipole dipoleFitAttempted pixelFlags pixelFlags_bad"
                    + " pixelFlags_cr pixelFlags_crCenter pixelFlags_edge pixelFlags_nodata"
                    + " pixelFlags_nodataCenter pixelFlags_interpolated pixelFlags_interpolatedCenter"
                    + " pixelFlags_offimage pixelFlags_saturated pixelFlags_saturatedCenter"
                    + " pixelFlags_suspect pixelFlags_suspectCenter pixelFlags_streak"
                    + " pixelFlags_streakCenter pixelFlags_injected pixelFlags_injectedCenter"
                    + " pixelFlags_injected_template pixelFlags_injected_templateCenter glint_trail";

    private final Map<String, String> values = new LinkedHashMap<>();
    private final double x;
    private final double y;
    private final double[] box;

    /**
     * @param box x0, y0, x1, y1 of the pixels' outer edges
     */
    public SourceRow(double x, double y, double[] box) {
        this.x = x;
        this.y = y;
        this.box = box.clone();
        for (String name : REALS.split(" ", -1)) {
            values.put(name, "NaN");
        }
        for (String name : COUNTS.split(" ", -1)) {
            values.put(name, "0");
        }
        for (String name : FLAGS.split(" ", -1)) {
            values.put(name, "false");
        }
        set("x", x);
        set("y", y);
    }

    /** The columns in file order. */
    public static List<String> columns() {
        return List.copyOf(new SourceRow(0, 0, new double[4]).values.keySet());
    }

    public double x() {
        return x;
    }

    public double y() {
        return y;
    }

    public double[] box() {
        return box.clone();
    }

    /** Sets a real number; non-finite becomes NaN. */
    public SourceRow set(String name, double value) {
        return put(name, Double.isFinite(value) ? Double.toString(value) : "NaN");
    }

    public SourceRow set(String name, boolean value) {
        return put(name, Boolean.toString(value));
    }

    public SourceRow set(String name, int value) {
        return put(name, Integer.toString(value));
    }

    private SourceRow put(String name, String value) {
        if (values.replace(name, value) == null) {
            throw new IllegalArgumentException("no column " + name);
        }
        return this;
    }

    public String text(String name) {
        String v = values.get(name);
        if (v == null) {
            throw new IllegalArgumentException("no column " + name);
        }
        return v;
    }

    public double real(String name) {
        return Double.parseDouble(text(name));
    }

    public boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    /** The row as it stands in the file. */
    public String csv() {
        return String.join(",", values.values());
    }
}
