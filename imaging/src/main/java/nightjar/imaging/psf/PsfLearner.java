// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Statistics;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/**
 * Learns the PSF from stars: each is moved to a pixel's centre and scaled to unit flux; every pixel
 * of the stamp is then a weighted, clipped polynomial fit over the field.
 */
public final class PsfLearner {
    private static final int STARS_FOR_ORDER_1 = 25;
    private static final int STARS_FOR_ORDER_2 = 90;

    private final Plane image;
    private final Mesh skySigma;

    private PsfLearner(Plane image, Mesh skySigma) {
        this.image = image;
        this.skySigma = skySigma;
    }

    /** The PSF of these stars; none when there is no star. */
    public static Optional<PsfModel> learn(Plane image, Mesh skySigma, List<Star> stars) {
        return stars.isEmpty()
                ? Optional.empty()
                : Optional.of(new PsfLearner(image, skySigma).learn(stars));
    }

    private record Sample(double[] terms, float[] pixels, double weight) {}

    private PsfModel learn(List<Star> stars) {
        double size = Statistics.median(stars.stream().mapToDouble(Star::size).toArray());
        int radius = (int) Math.min(24, Math.max(7, Math.ceil(6.0 * size)));
        int order =
                stars.size() >= STARS_FOR_ORDER_2 ? 2 : stars.size() >= STARS_FOR_ORDER_1 ? 1 : 0;
        double aperture = 3.5 * size;
        var samples = new ArrayList<Sample>();
        for (Star s : stars) {
            sample(s, order, radius, aperture).ifPresent(samples::add);
        }
        float[][] components = fit(samples, order, radius, new boolean[samples.size()]);
        for (int round = 0; round < 2; round++) {
            boolean[] rejected = outliers(samples, components);
            components = fit(samples, order, radius, rejected);
        }
        calmWings(components, radius, 3.2 * size);
        double inside = Moffat.shareInside(components[0], radius);
        return new PsfModel(radius, order, image.width, image.height, inside, components);
    }

    private Optional<Sample> sample(Star s, int order, int radius, double aperture) {
        float[] stamp = Shift.stamp(image, s.x(), s.y(), radius);
        int side = 2 * radius + 1;
        double flux = 0;
        for (int i = 0; i < stamp.length; i++) {
            if (Math.hypot(i % side - radius, i / side - radius) <= aperture) {
                flux += stamp[i];
            }
        }
        if (!(flux > 0)) {
            return Optional.empty();
        }
        for (int i = 0; i < stamp.length; i++) {
            stamp[i] /= (float) flux;
        }
        double noise = skySigma.at(s.x(), s.y()) / flux;
        // bright stars agree with each other to about half a percent of the peak, never better
        double weight = 1 / (noise * noise + 1e-7);
        double[] terms = PsfModel.terms(order, s.x(), s.y(), image.width, image.height);
        return Optional.of(new Sample(terms, stamp, weight));
    }

    private static float[][] fit(List<Sample> samples, int order, int radius, boolean[] rejected) {
        int terms = PsfModel.count(order);
        var normal = new DMatrixRMaj(terms, terms);
        int pixels = (2 * radius + 1) * (2 * radius + 1);
        var right = new DMatrixRMaj(terms, pixels);
        for (int n = 0; n < samples.size(); n++) {
            if (rejected[n]) {
                continue;
            }
            Sample s = samples.get(n);
            for (int a = 0; a < terms; a++) {
                double wa = s.weight * s.terms[a];
                for (int b = 0; b < terms; b++) {
                    normal.add(a, b, wa * s.terms[b]);
                }
                int row = a * pixels;
                for (int i = 0; i < pixels; i++) {
                    right.data[row + i] += wa * s.pixels[i];
                }
            }
        }
        for (int a = 0; a < terms; a++) {
            normal.set(a, a, normal.get(a, a) * (1 + 1e-6));
        }
        var solver = LinearSolverFactory_DDRM.symmPosDef(terms);
        var solution = new DMatrixRMaj(terms, pixels);
        if (solver.setA(normal)) {
            solver.solve(right, solution);
        }
        float[][] out = new float[terms][pixels];
        for (int a = 0; a < terms; a++) {
            for (int i = 0; i < pixels; i++) {
                out[a][i] = (float) solution.get(a, i);
            }
        }
        return out;
    }

    private static boolean[] outliers(List<Sample> samples, float[][] components) {
        double[] misfit = new double[samples.size()];
        for (int n = 0; n < misfit.length; n++) {
            Sample s = samples.get(n);
            double sum = 0;
            for (int i = 0; i < s.pixels.length; i++) {
                double model = 0;
                for (int a = 0; a < s.terms.length; a++) {
                    model += s.terms[a] * components[a][i];
                }
                sum += (s.pixels[i] - model) * (s.pixels[i] - model);
            }
            misfit[n] = sum * s.weight / s.pixels.length;
        }
        double limit = Statistics.median(misfit) + 3.5 * Statistics.robustSigma(misfit);
        boolean[] rejected = new boolean[misfit.length];
        long left = Arrays.stream(misfit).filter(m -> m <= limit).count();
        for (int n = 0; n < misfit.length && left >= 3; n++) {
            rejected[n] = misfit[n] > limit;
        }
        return rejected;
    }

    /** Beyond {@code from} pixels the mean becomes its azimuthal average and variation ends. */
    private static void calmWings(float[][] components, int radius, double from) {
        int side = 2 * radius + 1;
        int rings = (int) (radius * 1.5) + 2;
        double[] sum = new double[rings];
        int[] n = new int[rings];
        for (int i = 0; i < side * side; i++) {
            int ring = (int) Math.round(Math.hypot(i % side - radius, i / side - radius));
            sum[ring] += components[0][i];
            n[ring]++;
        }
        for (int i = 0; i < side * side; i++) {
            double r = Math.hypot(i % side - radius, i / side - radius);
            double calm = Math.min(1, Math.max(0, (r - from) / 2));
            int ring = (int) Math.round(r);
            double mean = Math.max(0, sum[ring] / Math.max(1, n[ring]));
            components[0][i] = (float) (components[0][i] * (1 - calm) + mean * calm);
            for (int a = 1; a < components.length; a++) {
                components[a][i] *= (float) (1 - calm);
            }
        }
    }
}
