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
 * @param edge part of the PSF lies off the image
 */
public record ForcedFlux(double flux, double error, int pixels, boolean edge) {

    /** Measures with the PSF of that place. */
    public static ForcedFlux measure(
            Plane image, Plane variance, Mask mask, PsfModel psf, double x, double y) {
        int cx = (int) Math.round(x);
        int cy = (int) Math.round(y);
        if (!image.contains(cx, cy)) {
            return new ForcedFlux(Double.NaN, Double.NaN, 0, true);
        }
        Plane p = PsfModel.moved(psf.at(x, y), x - cx, y - cy);
        int r = p.width / 2;
        double pd = 0;
        double pp = 0;
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
                    ppv += v * v * variance.at(cx + i, cy + j);
                    n++;
                }
            }
        }
        return pp < 0.1 * all
                ? new ForcedFlux(Double.NaN, Double.NaN, n, edge)
                : new ForcedFlux(pd / pp, Math.sqrt(ppv) / pp, n, edge);
    }
}
