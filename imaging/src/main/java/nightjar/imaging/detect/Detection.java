// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One local maximum of |S| with the region it stands on.
 *
 * @param x,y pixel of the maximum
 * @param score S there, signed
 * @param x0,y0,x1,y1 bounding box of the region above threshold, inclusive
 * @param area pixels of that region
 * @param peaks maxima on the same region
 */
public record Detection(
        int x, int y, double score, int x0, int y0, int x1, int y1, int area, int peaks) {

    public boolean negative() {
        return score < 0;
    }

    /** Writes places (0-based pixels) and scores as a table. */
    public static void write(List<Detection> detections, Path file) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("x,y,score");
        for (Detection d : detections) {
            lines.add(d.x + "," + d.y + "," + (float) d.score);
        }
        Files.write(file, lines);
    }
}
