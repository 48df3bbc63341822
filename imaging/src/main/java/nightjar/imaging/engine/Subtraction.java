// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.kernel.MatchingKernel;
import nightjar.imaging.kernel.Varying;
import nightjar.imaging.kernel.VaryingConvolution;
import nightjar.imaging.kernel.Whitening;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.pixels.Planes;
import nightjar.imaging.psf.PsfModel;

/**
 * Convolves one of two images and takes their difference, in the science image's units.
 *
 * @param planes lend those of the difference
 * @param scienceVariance of the science image's pixels, photons of its light included
 */
record Subtraction(
        Frame science,
        TemplateStack.Template template,
        Plane scienceVariance,
        PsfModel sciencePsf,
        PsfModel templatePsf,
        Planes planes,
        Progress progress) {
    private static final int BAND = 64;

    /** The science image less the template at its seeing. */
    Difference templateConvolved(MatchingKernel kernel, Mask mask) throws Unusable {
        var applied = kernel.apply(template.image(), template.variance(), planes, progress);
        Plane model = applied.image();
        Plane image = science.image();
        var d = planes.rough(image.width, image.height);
        Plane v = applied.variance();
        float g = (float) science.gain();
        Bands.Rows rows =
                (from, to) -> {
                    float[] row = new float[d.width];
                    for (int y = from; y < to; y++) {
                        science.skySigma().row(y, row, 0, d.width);
                        for (int x = 0; x < d.width; x++) {
                            int i = y * d.width + x;
                            d.pixels[i] = image.pixels[i] - model.pixels[i];
                            v.pixels[i] += row[x] * row[x] + Math.max(0, model.pixels[i]) / g;
                        }
                    }
                };
        Bands.run(0, d.height, BAND, rows);
        return new Difference(
                science.wcs(),
                d,
                v,
                mask,
                model,
                sciencePsf,
                new Difference.Layer(image, scienceVariance, sciencePsf),
                scaledTemplate(kernel.fluxRatio(), templatePsf),
                science.gain());
    }

    private Difference.Layer scaledTemplate(double ratio, PsfModel psf) {
        return new Difference.Layer(
                template.image().times(ratio), template.variance().times(ratio * ratio), psf);
    }

    /** The science image at the template's seeing less the template, whitened. */
    Difference scienceConvolved(MatchingKernel kernel, Mask mask) throws Unusable {
        double ratio = kernel.fluxRatio();
        int w = science.image().width;
        int h = science.image().height;
        var white =
                new Whitening(
                        kernel,
                        template.typicalVariance() / Math.pow(science.skySigma().median(), 2),
                        template.noise(),
                        w,
                        h);
        Varying widened = white.withKernel();
        var s =
                VaryingConvolution.apply(
                        widened, science.image(), scienceVariance, planes, progress);
        kernel.addSky(s.image());
        var t =
                VaryingConvolution.apply(
                        white.alone(), template.image(), template.variance(), planes, progress);
        Plane d = s.image();
        Plane v = s.variance();
        Bands.Rows rows =
                (from, to) -> {
                    for (int i = from * w; i < to * w; i++) {
                        float noise = v.pixels[i] + t.variance().pixels[i];
                        d.pixels[i] = (float) ((d.pixels[i] - t.image().pixels[i]) / ratio);
                        v.pixels[i] = (float) (noise / (ratio * ratio));
                    }
                };
        Bands.run(0, h, BAND, rows);
        planes.done(t.variance());
        return new Difference(
                science.wcs(),
                d,
                v,
                mask,
                t.image().times(1 / ratio),
                VaryingConvolution.psf(widened, sciencePsf, w, h, ratio),
                new Difference.Layer(science.image(), scienceVariance, sciencePsf),
                scaledTemplate(1 / ratio, templatePsf),
                science.gain());
    }
}
