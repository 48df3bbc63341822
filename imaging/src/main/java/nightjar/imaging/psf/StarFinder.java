// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Convolution;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.pixels.Statistics;

/** Finds the compact sources of a background-subtracted image and measures their shapes. */
public final class StarFinder {
    private static final double SMOOTHING = 1.6;
    private static final double THRESHOLD = 7;
    private static final int MOST = 3000;

    private final Plane image;
    private final Mask mask;
    private final Mesh skySigma;

    private StarFinder(Plane image, Mask mask, Mesh skySigma) {
        this.image = image;
        this.mask = mask;
        this.skySigma = skySigma;
    }

    /** Sources above 7 sigma of the smoothed image, brightest first, at most 3000. */
    public static List<Star> find(Plane image, Mask mask, Mesh skySigma) {
        return find(image, mask, skySigma, Planes.kept());
    }

    /** The same, with what it needs meanwhile lent by these. */
    public static List<Star> find(Plane image, Mask mask, Mesh skySigma, Planes planes) {
        try (Planes brief = planes.brief()) {
            Plane smooth = brief.rough(image.width, image.height);
            Convolution.separable(image, Convolution.gaussian(SMOOTHING), smooth);
            return new StarFinder(image, mask, skySigma).find(smooth);
        }
    }

    private List<Star> find(Plane smooth) {
        // noise of the smoothed image: measured, since pixels may be correlated
        double noise = smoothedNoise(smooth);
        double least = THRESHOLD * noise;
        var rows = IntStream.range(3, Math.max(3, image.height - 3)).boxed().toList();
        var peaks = new ArrayList<int[]>();
        Bands.map(rows, y -> peaks(smooth, y, least)).forEach(peaks::addAll);
        peaks.sort(Comparator.comparingDouble(p -> -smooth.at(p[0], p[1])));
        var brightest = peaks.subList(0, Math.min(MOST, peaks.size()));
        var stars = new ArrayList<Star>();
        Bands.map(brightest, this::star).forEach(s -> s.ifPresent(stars::add));
        stars.sort(Comparator.comparingDouble(s -> -s.flux()));
        return stars;
    }

    private static List<int[]> peaks(Plane smooth, int y, double least) {
        var peaks = new ArrayList<int[]>();
        for (int x = 3; x < smooth.width - 3; x++) {
            float v = smooth.at(x, y);
            if (v > least && isPeak(smooth, x, y, v)) {
                peaks.add(new int[] {x, y});
            }
        }
        return peaks;
    }

    private Optional<Star> star(int[] peak) {
        Moments m = Moments.measure(image, peak[0], peak[1], 2.0);
        return m.converged() ? Optional.of(star(m, peak)) : Optional.empty();
    }

    private double smoothedNoise(Plane smooth) {
        int step = Math.max(1, (int) Math.sqrt(smooth.pixels.length / 60_000.0));
        float[] sample = new float[(smooth.width / step + 1) * (smooth.height / step + 1)];
        int n = 0;
        for (int y = 0; y < smooth.height; y += step) {
            for (int x = 0; x < smooth.width; x += step) {
                if ((mask.at(x, y) & Mask.UNUSABLE) == 0) {
                    sample[n++] = smooth.at(x, y);
                }
            }
        }
        return n == 0 ? Double.POSITIVE_INFINITY : Statistics.clip(sample, n, 3).sigma();
    }

    private static boolean isPeak(Plane p, int x, int y, float v) {
        for (int j = -1; j <= 1; j++) {
            for (int i = -1; i <= 1; i++) {
                float o = p.at(x + i, y + j);
                boolean earlier = j < 0 || (j == 0 && i < 0);
                if (o > v || (o == v && earlier)) {
                    return false;
                }
            }
        }
        return true;
    }

    private Star star(Moments m, int[] peak) {
        double sigma = skySigma.at(peak[0], peak[1]);
        double snr = m.flux() / (sigma * Math.sqrt(4 * Math.PI) * m.size());
        int reach = (int) Math.ceil(2.5 * m.size());
        boolean clean = true;
        for (int y = peak[1] - reach; y <= peak[1] + reach; y++) {
            for (int x = peak[0] - reach; x <= peak[0] + reach; x++) {
                clean &= mask.contains(x, y) && (mask.at(x, y) & Mask.UNUSABLE) == 0;
            }
        }
        return new Star(
                m.x(),
                m.y(),
                m.flux(),
                snr,
                m.size(),
                m.e1(),
                m.e2(),
                image.at(peak[0], peak[1]),
                clean);
    }
}
