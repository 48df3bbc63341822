// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.pixels.Statistics;
import nightjar.imaging.psf.Star;
import nightjar.imaging.template.Warp;

/**
 * Templates resampled onto the science grid, brought to the first one's flux scale and averaged by
 * inverse variance, outliers clipped where there are three or more.
 */
public final class TemplateStack {
    private static final double MIN_COVERED = 0.02;
    private static final int BAND = 64;

    private final List<Plane> images = new ArrayList<>();
    private final List<Mask> masks = new ArrayList<>();
    private final List<Plane> variances = new ArrayList<>();
    private final List<Double> noise = new ArrayList<>();
    private final Frame science;
    private final Placement placement;
    private final Planes planes;
    private final Progress progress;
    private final Warp warp = new Warp();
    private OptionalDouble magZero = OptionalDouble.empty();

    /**
     * @param placement how templates are laid under the science image
     * @param planes lend those of the template
     */
    TemplateStack(Frame science, Placement placement, Planes planes, Progress progress) {
        this.science = science;
        this.planes = planes;
        this.progress = progress;
        this.placement = placement;
    }

    /**
     * The template of the science image's field.
     *
     * @param variance per pixel: sky and photon noise, as if white
     * @param noise how the noise of neighbouring pixels is correlated along one axis, by distance
     * @param magZero of one unit, when known
     */
    public record Template(
            Plane image, Mask mask, Plane variance, List<Double> noise, OptionalDouble magZero) {

        /** The median pixel's. */
        double typicalVariance() {
            return TemplateStack.typicalVariance(variance, mask);
        }
    }

    /** Resamples one template, and uses it up; false when it does not cover the field. */
    public boolean add(Frame template) throws Unusable {
        int w = science.image().width;
        int h = science.image().height;
        double[][] map = Warp.mapping(placement.of(science, template), w, h);
        var sky = template.skySigma().map(s -> s * s);
        Warp.Warped warped =
                warp.apply(template.image(), template.mask(), sky, map, w, h, planes, progress);
        if (warped.covered() < MIN_COVERED) {
            planes.done(warped.image());
            planes.done(warped.variance());
            planes.done(warped.mask());
            return false;
        }
        addPhotonNoise(warped, template.gain());
        if (images.isEmpty()) {
            magZero = template.magZero();
        } else {
            double scale = scale(warped, template);
            warped.image().times(scale);
            warped.variance().times(scale * scale);
        }
        double[] lags = warp.noiseCorrelation(map);
        for (int lag = 0; lag < lags.length; lag++) {
            if (noise.size() <= lag) {
                noise.add(0.0);
            }
            // running mean over the templates so far
            noise.set(lag, noise.get(lag) + (lags[lag] - noise.get(lag)) / (images.size() + 1));
        }
        images.add(warped.image());
        masks.add(warped.mask());
        variances.add(warped.variance());
        return true;
    }

    private static void addPhotonNoise(Warp.Warped warped, double gain) {
        float[] image = warped.image().pixels;
        float[] variance = warped.variance().pixels;
        float g = (float) gain;
        int w = warped.image().width;
        Bands.Rows rows =
                (from, to) -> {
                    for (int i = from * w; i < to * w; i++) {
                        variance[i] += Math.max(0, image[i]) / g;
                    }
                };
        Bands.run(0, warped.image().height, BAND, rows);
    }

    private double scale(Warp.Warped warped, Frame template) {
        if (magZero.isPresent() && template.magZero().isPresent()) {
            return Math.pow(10, 0.4 * (magZero.getAsDouble() - template.magZero().getAsDouble()));
        }
        return FluxScale.ratio(images.get(0), masks.get(0), warped.image(), warped.mask(), bright())
                .orElse(1);
    }

    private List<Star> bright() {
        return science.stars();
    }

    /** The average of what was added. */
    public Template combined() throws Unusable {
        if (images.isEmpty()) {
            throw new Unusable(
                    FailureCause.NO_OVERLAP, "no template covers the field of " + science.name());
        }
        if (images.size() == 1) {
            return new Template(
                    images.get(0), masks.get(0), variances.get(0), List.copyOf(noise), magZero);
        }
        int w = science.image().width;
        int h = science.image().height;
        var out =
                new Template(
                        planes.blank(w, h),
                        planes.mask(w, h),
                        planes.blank(w, h),
                        List.copyOf(noise),
                        magZero);
        double[] level = new double[images.size()];
        for (int k = 0; k < level.length; k++) {
            level[k] = typicalVariance(variances.get(k), masks.get(k));
        }
        Bands.Rows rows =
                (from, to) -> {
                    float[] values = new float[images.size()];
                    for (int i = from * w; i < to * w; i++) {
                        pixel(i, level, values, out);
                    }
                };
        Bands.run(0, h, BAND, rows);
        images.forEach(planes::done);
        variances.forEach(planes::done);
        masks.forEach(planes::done);
        return out;
    }

    private static double typicalVariance(Plane variance, Mask mask) {
        int step = Math.max(1, variance.pixels.length / 20_000);
        float[] sample = new float[variance.pixels.length / step + 1];
        int n = 0;
        for (int i = 0; i < variance.pixels.length; i += step) {
            if ((mask.bits[i] & Mask.NO_DATA) == 0) {
                sample[n++] = variance.pixels[i];
            }
        }
        return n == 0 ? 1 : Statistics.median(sample, n);
    }

    private void pixel(int i, double[] level, float[] values, Template out) {
        int n = 0;
        int anyBits = 0;
        for (int k = 0; k < images.size(); k++) {
            int bits = masks.get(k).bits[i];
            anyBits |= bits;
            if ((bits & Mask.UNUSABLE) == 0) {
                values[n++] = images.get(k).pixels[i];
            }
        }
        boolean none = n == 0;
        double centre = none ? 0 : Statistics.median(values, n);
        double sum = 0;
        double weight = 0;
        double variance = 0;
        for (int k = 0; k < images.size(); k++) {
            int bits = masks.get(k).bits[i];
            float v = images.get(k).pixels[i];
            float var = variances.get(k).pixels[i];
            boolean usable = none ? (bits & Mask.NO_DATA) == 0 : (bits & Mask.UNUSABLE) == 0;
            // the seeing differs between templates: allow for a share of the light itself
            boolean outlier =
                    n >= 3 && Math.abs(v - centre) > 5 * Math.sqrt(var) + 0.3 * Math.abs(centre);
            if (usable && !outlier) {
                double wk = 1 / level[k];
                sum += wk * v;
                weight += wk;
                variance += wk * wk * var;
            }
        }
        if (weight == 0) {
            out.mask.bits[i] = anyBits | Mask.NO_DATA;
            return;
        }
        out.image.pixels[i] = (float) (sum / weight);
        out.variance.pixels[i] = (float) (variance / (weight * weight));
        out.mask.bits[i] = none ? anyBits & ~Mask.NO_DATA : 0;
    }
}
