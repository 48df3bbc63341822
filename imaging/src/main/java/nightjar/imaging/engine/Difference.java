// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.psf.PsfModel;
import nightjar.imaging.sky.Wcs;

/**
 * Science minus template, in science units, with everything a measurement needs beside it.
 *
 * @param difference positive where the science image is brighter
 * @param variance of the difference if nothing changed in the sky: no photon noise of the sources
 * @param model what the template says should be there, at the difference's seeing
 * @param psf of the difference, unit flux in science units
 * @param science the science image at its own seeing, and its variance and PSF
 * @param template the resampled template at its own seeing in science units, its variance and PSF
 * @param gain electrons per science unit
 */
public record Difference(
        Wcs wcs,
        Plane difference,
        Plane variance,
        Mask mask,
        Plane model,
        PsfModel psf,
        Layer science,
        Layer template,
        double gain) {

    /** An image with its variance and point spread function. */
    public record Layer(Plane image, Plane variance, PsfModel psf) {}
}
