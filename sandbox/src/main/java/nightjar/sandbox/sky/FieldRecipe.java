// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

import java.util.List;

/**
 * What a field is to hold.
 *
 * @param detectors the nominal grids of the detectors, all with the same pointing
 * @param patchArcsec half side of the square that stars and galaxies fill, around the pointing
 * @param crowding factor on the density of stars (1 = 24 stars per square arcmin brighter than r =
 *     24)
 * @param changesPerDetector transients per detector
 * @param variablesPerDetector variable stars per detector
 * @param noiseNJy one sigma of a difference's PSF flux on empty sky: S/N are drawn in this unit
 * @param asteroidArcsecPerSecond speed of the one asteroid; 0 = no asteroid
 */
public record FieldRecipe(
        long seed,
        String name,
        SkyPoint pointing,
        List<Grid> detectors,
        double patchArcsec,
        double crowding,
        int changesPerDetector,
        int variablesPerDetector,
        double noiseNJy,
        double asteroidArcsecPerSecond) {
    public FieldRecipe {
        detectors = List.copyOf(detectors);
    }
}
