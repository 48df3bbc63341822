// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.psf.PsfModel;

/**
 * Flux of a point source at a given place: sum(P D) / sum(P^2), all good pixels alike, which no
 * source's own noise can bias.
 *
 * @param flux image units; NaN when not measurable
 * @param error from the variance, its pixels taken as independent
 * @param photons how much of its photons' own variance the fit lets into the flux: sum(P^3) /
 *     sum(P^2)^2, which is 4/3 for a Gaussian
 * @param edge part of the PSF lies off the image
 */
public record ForcedFlux(double flux, double error, double photons, int pixels, boolean edge) {

    /**
     * The same with all the noise there is.
     *
     * @param factor by which noise that neighbouring pixels share makes the error larger
     * @param gain photons per image unit; the variance is without the source's own
     */
    public ForcedFlux inNoise(double factor, double gain) {
        double all = factor * factor * error * error + photons * Math.abs(flux) / gain;
        return new ForcedFlux(flux, Math.sqrt(all), photons, pixels, edge);
    }

    /** Measures with the PSF of that place. */
    public static ForcedFlux measure(
            Plane image, Plane variance, Mask mask, PsfModel psf, double x, double y) {
        int cx = (int) Math.round(x);
        int cy = (int) Math.round(y);
        if (!image.contains(cx, cy)) {
            return unmeasured(0, true);
        }
        Plane p = PsfModel.moved(psf.at(x, y), x - cx, y - cy);
        int r = p.width / 2;
        double pd = 0;
        double pp = 0;
        double ppp = 0;
        double ppv = 0;
        double all = 0;
        int n = 0;
        boolean edge = false;
        for (int j = -r; j <= r; j++) {
            for (int i = -r; i <= r; i++) {
                double v = p.at(r + i, r + j);
                all += v * v;
                if (!image.contains(cx + i, cy + j)) {
                    edge = true;
                } else if ((mask.at(cx + i, cy + j) & Mask.UNUSABLE) == 0) {
                    pd += v * image.at(cx + i, cy + j);
                    pp += v * v;
                    ppp += v * v * v;
                    ppv += v * v * variance.at(cx + i, cy + j);
                    n++;
                }
            }
        }
        return pp < 0.1 * all
                ? unmeasured(n, edge)
                : new ForcedFlux(pd / pp, Math.sqrt(ppv) / pp, ppp / (pp * pp), n, edge);
    }

    /** Of a place where nothing can be measured. */
    public static ForcedFlux unmeasured(int pixels, boolean edge) {
        return new ForcedFlux(Double.NaN, Double.NaN, Double.NaN, pixels, edge);
    }
}
