// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import java.util.Locale;
import java.util.Optional;
import nightjar.imaging.detect.Detection;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.psf.Moments;
import nightjar.imaging.psf.PsfModel;
import nightjar.imaging.sky.Wcs;

/**
 * A source of one image, nothing subtracted.
 *
 * @param place its adaptive moments, px and px squared; its start where they do not converge
 * @param positionErr standard deviation of x and of y, px
 * @param psfFlux of a point there, and its error, image units
 * @param apFlux in a circle of 12 px, neighbours' light in it included, and its error, image units
 * @param blended stands on one region with others
 * @param bits of the mask within a pixel of its middle
 */
public record ImageSource(
        Detection detection,
        Moments place,
        double positionErr,
        double psfFlux,
        double psfFluxErr,
        double apFlux,
        double apFluxErr,
        boolean blended,
        int bits) {

    /** Heads of the columns that {@link #csv} fills. */
    public static final String COLUMNS =
            "ra,dec,x,y,xErr,yErr,snr,psfFlux,psfFluxErr,apFlux,apFluxErr,ixx,iyy,ixy,blended,flags";

    /**
     * An image made ready.
     *
     * @param image sky subtracted
     * @param variance of the sky alone
     * @param noise factor by which errors of a point's flux are larger, from the score image
     * @param gain electrons per image unit
     */
    public record Sheet(
            Plane image, Plane variance, Mask mask, PsfModel psf, Mesh noise, double gain) {}

    /**
     * Measures one; nothing where its middle holds no data or is dark. What is saturated has a
     * place and no flux (NaN).
     */
    public static Optional<ImageSource> measure(Sheet on, Detection seen) {
        double width = on.psf.moments().size();
        Moments m = Moments.measure(on.image, seen.x(), seen.y(), width);
        ForcedFlux point =
                ForcedFlux.measure(on.image, on.variance, on.mask, on.psf, m.x(), m.y())
                        .inNoise(on.noise.at(m.x(), m.y()), on.gain);
        int bits = on.mask.around(m.x(), m.y(), 1);
        boolean isSaturated = (bits & Mask.SAT) != 0;
        if (!(isSaturated || point.flux() > 0) || (bits & Mask.NO_DATA) != 0) {
            return Optional.empty();
        }
        Aperture circle =
                Aperture.measure(on.image, on.variance, on.mask, m.x(), m.y()).inNoise(1, on.gain);
        return Optional.of(
                new ImageSource(
                        seen,
                        m,
                        positionError(m, point, width),
                        point.flux(),
                        point.error(),
                        circle.flux(),
                        circle.error(),
                        seen.peaks() > 1,
                        bits));
    }

    /**
     * That of a Gaussian of the source's size whose flux has that error, sky and photons: sqrt(2)
     * times its width over its S/N, from the Fisher information sum((dP/dx)^2) = sum(P^2) / (2
     * width^2) of a place in white noise.
     */
    private static double positionError(Moments m, ForcedFlux point, double width) {
        double size = m.converged() ? Math.max(m.size(), width) : width;
        return Math.sqrt(2) * size * point.error() / point.flux();
    }

    /**
     * The row as it stands in the file: degrees (ICRS), px, nJy, px squared.
     *
     * @param scale nanojanskys per image unit
     */
    public String csv(Wcs wcs, double scale) {
        var sky = wcs.toSky(place.x(), place.y());
        return String.format(
                Locale.ROOT,
                "%.8f,%.8f,%.4f,%.4f,%.4f,%.4f,%.2f,%.5g,%.4g,%.5g,%.4g,%.4f,%.4f,%.4f,%b,%s",
                sky.raDeg(),
                sky.decDeg(),
                place.x(),
                place.y(),
                positionErr,
                positionErr,
                detection.score(),
                psfFlux * scale,
                psfFluxErr * scale,
                apFlux * scale,
                apFluxErr * scale,
                moment(place.xx()),
                moment(place.yy()),
                moment(place.xy()),
                blended,
                Mask.names(bits & ~Mask.DETECTED).replace(',', '+'));
    }

    private double moment(double value) {
        return place.converged() ? value : Double.NaN;
    }
}
