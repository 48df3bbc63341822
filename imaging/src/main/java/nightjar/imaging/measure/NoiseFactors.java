// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Statistics;

/**
 * How much larger errors are than the variance plane says, because neighbouring pixels share noise
 * (convolution, resampling) and the sky is never quite flat.
 *
 * @param point of a point source's flux, over the image
 * @param aperture of the flux in a circle
 */
public record NoiseFactors(Mesh point, double aperture) {
    private static final int APART = (int) (2 * Aperture.RADIUS + 1);
    private static final int MOST = 3000;
    private static final int ENOUGH = 30;
    private static final int OCCUPIED =
            Mask.UNUSABLE | Mask.EDGE | Mask.STREAK | Mask.DETECTED | Mask.DETECTED_NEGATIVE;

    /** Measures the second on empty apertures, laid side by side; one where few are empty. */
    public static NoiseFactors measure(Difference d, Mesh point) {
        int columns = d.difference().width / APART;
        int rows = d.difference().height / APART;
        int step = Math.max(1, columns * rows / MOST);
        var places = IntStream.iterate(0, i -> i < columns * rows, i -> i + step).boxed().toList();
        float[] pulls = new float[places.size()];
        int n = 0;
        for (OptionalDouble pull : Bands.map(places, i -> pull(d, i, columns))) {
            if (pull.isPresent()) {
                pulls[n++] = (float) pull.getAsDouble();
            }
        }
        double factor = n < ENOUGH ? 1 : Statistics.robustSigma(pulls, n);
        return new NoiseFactors(point, Math.min(5, Math.max(0.5, factor)));
    }

    /** Flux over error of the aperture at a place; nothing where something is. */
    private static OptionalDouble pull(Difference d, int place, int columns) {
        double x = (place % columns + 0.5) * APART;
        double y = (Math.floorDiv(place, columns) + 0.5) * APART;
        if ((d.mask().around(x, y, APART / 2) & OCCUPIED) != 0) {
            return OptionalDouble.empty();
        }
        Aperture empty = Aperture.measure(d.difference(), d.variance(), d.mask(), x, y);
        return OptionalDouble.of(empty.flux() / empty.error());
    }

    double pointAt(double x, double y) {
        return point.at(x, y);
    }
}
