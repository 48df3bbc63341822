// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import static java.util.Objects.requireNonNull;

import java.util.List;
import nightjar.model.sky.SkyPolygon;

/**
 * What one detector saw in one visit and Sattle cleared.
 *
 * @param visit the visit's number
 * @param detector its number in the camera
 * @param image the outline of the image on the sky
 * @param pixelArcsec the side of a pixel, arcseconds
 * @param sources with their ids, in the order of these
 * @param knownObjects the Solar System objects predicted in the field
 */
public record Detections(
        long visit,
        int detector,
        SkyPolygon image,
        double pixelArcsec,
        List<DiaSource> sources,
        List<SolarSystemMatch.Prediction> knownObjects) {

    public Detections {
        requireNonNull(image, "image");
        sources = List.copyOf(sources);
        knownObjects = List.copyOf(knownObjects);
        if (!(pixelArcsec > 0)) {
            throw new IllegalArgumentException("pixel of " + pixelArcsec + " arcsec");
        }
    }
}
