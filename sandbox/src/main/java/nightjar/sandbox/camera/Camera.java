// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import nightjar.sandbox.sky.Canvas;
import nightjar.sandbox.sky.Grid;
import nightjar.sandbox.sky.PixelPoint;
import nightjar.sandbox.sky.SkyPoint;

/** A camera that the simulated sky may be seen through: one raft of nine detectors. */
public interface Camera {

    /** The Butler's short name. */
    String instrument();

    /** What its observations' names begin with. */
    String code();

    /** Its raft's bay. */
    String raft();

    /** The filter's name with the camera; its band is {@link SandboxCam#BAND}. */
    String filter();

    /** The number of the raft's first detector; the others follow. */
    int firstDetector();

    /** The CCD slot of a detector, S00 to S22. */
    String sensor(int detector);

    /** Columns of a detector. */
    int width();

    /** Rows of a detector. */
    int height();

    /** Where the boresight falls on a detector's pixel grid, 0-based px. */
    PixelPoint boresightPixel(int detector);

    /** Half the width of the raft in px. */
    double halfRaftPx();

    /** Electrons at which a pixel is not linear any more. */
    double saturation();

    /** Electrons at which the wells spill into their columns, a little above that. */
    float fullWell();

    /** Marks the detector's bad pixels, row by row. */
    void markDefects(int detector, boolean[] bad);

    /**
     * Reads a detector out.
     *
     * @param light electrons that its pixels collect on average, charge of cosmic rays apart
     * @param rays that charge
     */
    Picture read(int detector, Canvas light, Canvas rays, double seconds, RandomGenerator chance);

    /** The keywords of a raw that tell of its electronics and of the light it was given. */
    Map<String, Object> electronics(double seconds, double transparency);

    /**
     * The detector's calibrations, named as files in a folder of the camera's; none for a camera
     * that needs none.
     */
    List<NamedBytes> calibrations(int detector);

    /** The first so many detectors. */
    default List<Integer> detectors(int count) {
        return IntStream.range(firstDetector(), firstDetector() + count).boxed().toList();
    }

    /**
     * The detector's pixels on the sky when the camera points there, +Y turned from north to east.
     */
    default Grid grid(int detector, SkyPoint boresight, double positionAngleDeg) {
        return new Grid(
                width(),
                height(),
                boresight,
                boresightPixel(detector),
                SandboxCam.ARCSEC_PER_PIXEL,
                positionAngleDeg);
    }

    /** As OBSID and the object keys have it. */
    default String obsId(PlannedVisit visit) {
        return String.format(
                Locale.ROOT, "%s_O_%08d_%06d", code(), visit.observingDay(), visit.sequence());
    }

    /** The object key of a detector's file with this extension, dot included. */
    default String key(PlannedVisit visit, int detector, String extension) {
        return String.format(
                Locale.ROOT,
                "%s/%08d/%s/%s_%s_%s%s",
                instrument(),
                visit.observingDay(),
                obsId(visit),
                obsId(visit),
                raft(),
                sensor(detector),
                extension);
    }
}
