// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.inject.Injection;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.psf.Star;
import nightjar.imaging.sky.Wcs;

/**
 * One exposure or template made ready: sky subtracted, defects masked and filled, noise known.
 *
 * @param image background-subtracted, image units (ADU)
 * @param skySigma noise of the sky pixels, same units
 * @param gain electrons per unit
 * @param magZero AB magnitude of one unit in the image, when the header says
 * @param stars every compact source found, brightest first
 * @param size Gaussian-equivalent PSF width from the stars, pixels; 0 when there are none
 */
public record Frame(
        String name,
        FitsHeader header,
        Wcs wcs,
        Plane image,
        Mask mask,
        Mesh skySigma,
        double gain,
        OptionalDouble magZero,
        List<Star> stars,
        double size) {

    /** How near, in the PSF's sigmas, two sources' cores hold each other's light; and pixels. */
    private static final double NEAR_SIZES = 3;

    private static final double NEAR_PX = 2;

    /** The same with the celestial coordinates of another header. */
    Frame at(FitsHeader better) {
        var place = Wcs.ofAny(better, name);
        return new Frame(name, better, place, image, mask, skySigma, gain, magZero, stars, size);
    }

    /**
     * The same, with stars at these places not clean: known, but nothing is learnt from them. For
     * sources that were put in: the template has none there, and their PSF is what the PSF was
     * thought to be.
     */
    Frame distrusting(List<Injection.Source> places) {
        double near = NEAR_PX + NEAR_SIZES * size;
        var told = new ArrayList<Star>();
        for (Star s : stars) {
            boolean there =
                    places.stream().anyMatch(p -> Math.hypot(p.x() - s.x(), p.y() - s.y()) < near);
            told.add(there ? s.unclean() : s);
        }
        return new Frame(name, header, wcs, image, mask, skySigma, gain, magZero, told, size);
    }
}
