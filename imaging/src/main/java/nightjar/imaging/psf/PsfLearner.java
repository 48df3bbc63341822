// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.psf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Statistics;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Learns the PSF from stars: each is moved to a pixel's centre and scaled to unit flux; every pixel
 * of the stamp is then a weighted polynomial fit over the field, to the stars that have the pixel
 * for themselves. In the wings a star weighs by the square of its flux: faint stars tell there of
 * their neighbours and of the sky's level, and what they add is taken off the middle, where fluxes
 * are measured.
 */
public final class PsfLearner {
    private static final int STARS_FOR_ORDER_1 = 25;
    private static final int STARS_FOR_ORDER_2 = 90;

    /**
     * Median share of a stamp's pixels with somebody else's light in them. A PSF learnt from such
     * stamps makes fluxes wrong by 8 % (made-up fields of 4000 stars in 700 x 700 px: 0.31 to 0.38
     * of the pixels); at 0.15 (2000 stars) they are still right to 0.5 %.
     */
    private static final double CROWDED = 0.25;

    private final Plane image;
    private final Mesh skySigma;
    private final int order;
    private final int radius;

    /** Where the PSF no longer varies over the field, pixels. */
    private final double wings;

    private PsfLearner(Plane image, Mesh skySigma, int stars, double size) {
        this.image = image;
        this.skySigma = skySigma;
        this.order = stars >= STARS_FOR_ORDER_2 ? 2 : stars >= STARS_FOR_ORDER_1 ? 1 : 0;
        this.radius = (int) Math.min(24, Math.max(7, Math.ceil(6.0 * size)));
        this.wings = 3.2 * size;
    }

    /**
     * A PSF.
     *
     * @param crowded there was too much of other sources' light in its stars' wings to trust them,
     *     nor the fluxes that hang on them
     */
    public record Learnt(PsfModel psf, boolean crowded) {}

    /**
     * The PSF of these stars; none when there is no star.
     *
     * @param found every source of the image: what of the stars' surroundings is another's
     */
    public static Optional<Learnt> learn(
            Plane image, Mesh skySigma, List<Star> stars, List<Star> found) {
        double[] sizes = stars.stream().mapToDouble(Star::size).toArray();
        return stars.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PsfLearner(image, skySigma, sizes.length, Statistics.median(sizes))
                                .learn(stars, found, Statistics.median(sizes)));
    }

    private Learnt learn(List<Star> stars, List<Star> found, double size) {
        var stamps = new ArrayList<StarStamp>();
        Bands.map(stars, s -> stamp(s, 3.5 * size)).forEach(s -> s.ifPresent(stamps::add));
        float[][] components = new float[PsfModel.count(order)][side() * side()];
        components = calm(fit(stamps, components));
        var blob = new Blob(size);
        var neighbours = new Neighbours(image, found, size, 2 * radius);
        var pedestals = new Pedestals(image, radius, blob);
        for (int round = 0; round < StarStamp.ROUNDS; round++) {
            float[][] last = components;
            int now = round;
            alone(stamps, neighbours, pedestals, new Plane(side(), side(), last[0]));
            Bands.run(
                    0,
                    stamps.size(),
                    8,
                    (i, j) -> stamps.subList(i, j).forEach(s -> s.fit(last, blob, now)));
            components = calm(fit(alike(stamps, last), last));
        }
        double[] foreign = stamps.stream().mapToDouble(StarStamp::foreign).toArray();
        boolean crowded = Statistics.median(foreign) > CROWDED;
        double inside = Moffat.fit(components[0], radius).shareInside(radius);
        var psf = new PsfModel(radius, order, image.width, image.height, inside, components);
        return new Learnt(psf, crowded);
    }

    /** Takes off the stamps what is not their star's. */
    private void alone(
            List<StarStamp> stamps, Neighbours neighbours, Pedestals pedestals, Plane mean) {
        var glow = new Glow(mean, Moffat.fit(mean.pixels, radius));
        neighbours.fit(glow);
        double[] levels = pedestals.of(stamps, neighbours, glow);
        Bands.run(
                0,
                stamps.size(),
                8,
                (from, to) -> {
                    for (int i = from; i < to; i++) {
                        StarStamp s = stamps.get(i);
                        s.less(neighbours.around(s.star(), radius), levels[i]);
                    }
                });
    }

    private int side() {
        return 2 * radius + 1;
    }

    private double distance(int pixel) {
        return Math.hypot(pixel % side() - radius, Math.floorDiv(pixel, side()) - radius);
    }

    private Optional<StarStamp> stamp(Star s, double aperture) {
        float[] pixels = Shift.stamp(image, s.x(), s.y(), radius);
        double flux = 0;
        for (int i = 0; i < pixels.length; i++) {
            flux += distance(i) <= aperture ? pixels[i] : 0;
        }
        double[] terms = PsfModel.terms(order, s.x(), s.y(), image.width, image.height);
        return flux > 0
                ? Optional.of(new StarStamp(s, terms, pixels, skySigma.at(s.x(), s.y()), flux))
                : Optional.empty();
    }

    /**
     * The polynomial's stamps: all terms in the middle, in the wings the first alone.
     *
     * @param before the stamps so far
     */
    private float[][] fit(List<StarStamp> stars, float[][] before) {
        float[][] out = new float[before.length][side() * side()];
        Bands.Rows pixels =
                (from, to) -> {
                    var solver = LinearSolverFactory_DDRM.symmPosDef(before.length);
                    for (int i = from; i < to; i++) {
                        int terms = distance(i) > wings + 2 ? 1 : before.length;
                        double expected = Math.max(0, before[0][i]);
                        double[] solution = pixel(stars, i, terms, expected, solver);
                        for (int a = 0; a < terms; a++) {
                            out[a][i] = (float) solution[a];
                        }
                    }
                };
        Bands.run(0, side() * side(), side(), pixels);
        return out;
    }

    private static double[] pixel(
            List<StarStamp> stars,
            int pixel,
            int terms,
            double expected,
            LinearSolverDense<DMatrixRMaj> solver) {
        var normal = new DMatrixRMaj(terms, terms);
        var right = new DMatrixRMaj(terms, 1);
        for (StarStamp s : stars) {
            double weight = s.weight(pixel, expected);
            for (int a = 0; a < terms; a++) {
                double w = weight * s.term(a);
                right.data[a] += w * s.share(pixel);
                for (int b = 0; b < terms; b++) {
                    normal.data[a * terms + b] += w * s.term(b);
                }
            }
        }
        for (int a = 0; a < terms; a++) {
            normal.set(a, a, normal.get(a, a) * (1 + 1e-6));
        }
        var solution = new DMatrixRMaj(terms, 1);
        if (solver.setA(normal)) {
            solver.solve(right, solution);
        } else {
            solution.data[0] = expected;
        }
        return solution.data;
    }

    /** Without the stars that fit much worse than the others. */
    private static List<StarStamp> alike(List<StarStamp> stars, float[][] components) {
        double[] misfit = stars.stream().mapToDouble(s -> s.misfit(components)).toArray();
        double limit = Statistics.median(misfit) + 3.5 * Statistics.robustSigma(misfit);
        if (Arrays.stream(misfit).filter(m -> m <= limit).count() < 3) {
            return stars;
        }
        var alike = new ArrayList<StarStamp>();
        for (int n = 0; n < misfit.length; n++) {
            if (misfit[n] <= limit) {
                alike.add(stars.get(n));
            }
        }
        return alike;
    }

    /** Beyond {@code wings} the mean becomes its azimuthal average and variation ends. */
    private float[][] calm(float[][] components) {
        int rings = (int) (radius * 1.5) + 2;
        double[] sum = new double[rings];
        int[] n = new int[rings];
        for (int i = 0; i < components[0].length; i++) {
            int ring = (int) Math.round(distance(i));
            sum[ring] += components[0][i];
            n[ring]++;
        }
        for (int i = 0; i < components[0].length; i++) {
            double calm = Math.min(1, Math.max(0, (distance(i) - wings) / 2));
            int ring = (int) Math.round(distance(i));
            double mean = Math.max(0, sum[ring] / Math.max(1, n[ring]));
            components[0][i] = (float) (components[0][i] * (1 - calm) + mean * calm);
            for (int a = 1; a < components.length; a++) {
                components[a][i] *= (float) (1 - calm);
            }
        }
        return components;
    }
}
