// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.function.Consumer;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;
import nightjar.imaging.align.Registration;
import nightjar.imaging.template.Warp;

/** How a template is laid under the science image. */
@FunctionalInterface
interface Placement {

    /** By what both headers say of the sky. */
    Placement BY_SKY = (science, template) -> Warp.bySky(science.wcs(), template.wcs());

    Warp.Place of(Frame science, Frame template) throws Unusable;

    /**
     * By the pattern of the stars that both show.
     *
     * @param told gets what was found, for each template
     */
    static Placement byStars(Consumer<Registration> told) {
        return (science, template) -> {
            int width = science.image().width;
            int height = science.image().height;
            var found = Registration.of(science.stars(), template.stars(), width, height);
            if (found.isEmpty()) {
                throw new Unusable(
                        FailureCause.NO_OVERLAP,
                        "%s and %s show no pattern of stars in common (%d and %d stars): give images of one field, or leave out --align where headers have a WCS"
                                .formatted(
                                        science.name(),
                                        template.name(),
                                        science.stars().size(),
                                        template.stars().size()));
            }
            told.accept(found.get());
            return found.get()::at;
        };
    }
}
