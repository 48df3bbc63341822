// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.kernel;

import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.psf.PsfModel;

/** The fitted kernel, polynomial over the image, with the sky difference that came with it. */
public final class MatchingKernel implements Varying {
    private static final int BLOCK = 64;

    private final KernelBasis basis;
    private final double[][] images;
    private final int order;
    private final int width;
    private final int height;
    private final double[] solution;
    private final double chi2;
    private final int stamps;

    MatchingKernel(
            KernelBasis basis,
            int order,
            int width,
            int height,
            double[] solution,
            double chi2,
            int stamps) {
        this.basis = basis;
        this.order = order;
        this.width = width;
        this.height = height;
        this.solution = solution;
        this.chi2 = chi2;
        this.stamps = stamps;
        this.images = new double[basis.size()][];
        for (int n = 0; n < images.length; n++) {
            images[n] = basis.image(n);
        }
    }

    /** Coefficients of the functions at a place, then the sky. */
    static double[] local(double[] solution, double[] terms, int functions) {
        double[] c = new double[functions + 1];
        c[0] = solution[0];
        for (int n = 1; n < functions; n++) {
            for (int m = 0; m < terms.length; m++) {
                c[n] += solution[1 + (n - 1) * terms.length + m] * terms[m];
            }
        }
        int sky = 1 + (functions - 1) * terms.length;
        for (int m = 0; m < solution.length - sky; m++) {
            c[functions] += solution[sky + m] * terms[m];
        }
        return c;
    }

    @Override
    public float[] at(double x, double y) {
        double[] c = coefficients(x, y);
        double[] sum = new double[images[0].length];
        for (int n = 0; n < images.length; n++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += c[n] * images[n][i];
            }
        }
        float[] out = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            out[i] = (float) sum[i];
        }
        return out;
    }

    private double[] coefficients(double x, double y) {
        return local(solution, PsfModel.terms(order, x, y, width, height), basis.size());
    }

    /** Sky of the target minus sky of the convolved image there. */
    public double sky(double x, double y) {
        return coefficients(x, y)[basis.size()];
    }

    /** Flux of the target per flux of the convolved image; the same over the image. */
    public double fluxRatio() {
        return solution[0];
    }

    @Override
    public int side() {
        return basis.side();
    }

    public int radius() {
        return basis.radius;
    }

    public int order() {
        return order;
    }

    /** Median reduced chi-square of the stamps that stayed in the fit. */
    public double chi2() {
        return chi2;
    }

    KernelBasis basis() {
        return basis;
    }

    /** By what functions it was found: gaussian or delta. */
    public String solver() {
        return basis.name;
    }

    public int stamps() {
        return stamps;
    }

    /** Applies the kernel block by block and adds the sky. */
    public VaryingConvolution.Applied apply(
            Plane image, Plane variance, Planes planes, Progress progress) throws Unusable {
        var out = VaryingConvolution.apply(this, image, variance, planes, progress);
        addSky(out.image());
        return out;
    }

    /** Adds the sky of the target minus that of the convolved image. */
    public void addSky(Plane convolved) {
        Bands.Rows band =
                (y, y1) -> {
                    for (int x = 0; x < width; x += BLOCK) {
                        int x1 = Math.min(width, x + BLOCK);
                        double sky = sky((x + x1 - 1) / 2.0, (y + y1 - 1) / 2.0);
                        add(convolved, (float) sky, x, y, x1, y1);
                    }
                };
        Bands.run(0, height, BLOCK, band);
    }

    private static void add(Plane plane, float value, int x0, int y0, int x1, int y1) {
        for (int y = y0; y < y1; y++) {
            for (int x = x0; x < x1; x++) {
                plane.pixels[y * plane.width + x] += value;
            }
        }
    }

    /** Refuses a fit that makes no sense: no light, or a negative flux ratio. */
    MatchingKernel checked() throws Unusable {
        if (!(fluxRatio() > 0) || !Double.isFinite(fluxRatio())) {
            throw new Unusable(
                    FailureCause.STARS_DIFFER,
                    "the images cannot be matched: the best kernel has a flux ratio of %.3g, and images of one field have a positive one; are they of one field, and are their GAIN and SATURATE right?"
                            .formatted(fluxRatio()));
        }
        return this;
    }
}
