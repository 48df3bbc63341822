// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera.lsst;

/**
 * One amplifier's part of a sensor.
 *
 * @param number "10" to "17", "07" to "00"
 * @param x0 its least column on the detector, 0-based
 * @param y0 its least row
 * @param flipX whether its columns are read towards smaller x
 * @param flipY whether its rows are read towards smaller y
 */
record Segment(
        Sensor sensor,
        String number,
        int x0,
        int y0,
        boolean flipX,
        boolean flipY,
        Electronics electronics) {

    /** As the camera's tables name it. */
    public String name() {
        return "C" + number;
    }

    /** The column on the detector of the i-th that is read. */
    int x(int i) {
        return flipX ? x0 + sensor.columns - 1 - i : x0 + i;
    }

    /** The row on the detector of the j-th that is read. */
    int y(int j) {
        return flipY ? y0 + sensor.rows - 1 - j : y0 + j;
    }

    String dataSection() {
        return section(sensor.prescan, sensor.columns, 0, sensor.rows, false, false);
    }

    String biasSection() {
        int from = sensor.prescan + sensor.columns;
        return section(from, sensor.overscan, 0, sensor.rows, false, false);
    }

    String detectorSection() {
        return section(x0, sensor.columns, y0, sensor.rows, flipX, flipY);
    }

    private static String section(
            int x0, int width, int y0, int height, boolean flipX, boolean flipY) {
        return "[" + range(x0, width, flipX) + "," + range(y0, height, flipY) + "]";
    }

    private static String range(int from, int length, boolean flip) {
        int first = from + 1;
        int last = from + length;
        return flip ? last + ":" + first : first + ":" + last;
    }
}
