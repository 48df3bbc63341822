// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.List;
import java.util.Optional;
import nightjar.imaging.align.Astrometry;
import nightjar.imaging.product.Summary;
import nightjar.imaging.sky.ReferenceCatalogue;

/** Brings images' celestial coordinates onto a catalogue's, where that makes them better. */
final class Refinement {
    private final Optional<ReferenceCatalogue> catalogue;
    private final List<String> flags;

    /**
     * @param flags gets CATALOG_UNMATCHED (too few of its stars are known again) or HEADER_WCS_KEPT
     *     (no fit foretells stars that it did not see better than the header); of templates
     *     TEMPLATE_UNMATCHED
     */
    Refinement(Optional<ReferenceCatalogue> catalogue, List<String> flags) {
        this.catalogue = catalogue;
        this.flags = flags;
    }

    /** The science image, and what was found told in the summary. */
    Frame science(Frame frame, Summary summary) {
        if (catalogue.isEmpty()) {
            return frame;
        }
        var found = find(frame, catalogue.get());
        if (found.isEmpty()) {
            flags.add("CATALOG_UNMATCHED");
            return frame;
        }
        Astrometry a = found.get();
        if (!a.isBetter()) {
            flags.add("HEADER_WCS_KEPT");
        }
        summary.put("astrometryFit", a.fit()).put("astrometryStars", a.stars());
        summary.put("astrometryRmsMas", a.rmsMas());
        summary.put("astrometryHeaderRmsMas", a.headerRmsMas());
        return a.isBetter() ? frame.at(a.header()) : frame;
    }

    /** A template: as wrong as the science image's header was, or otherwise. */
    Frame template(Frame frame) {
        if (catalogue.isEmpty()) {
            return frame;
        }
        var found = find(frame, catalogue.get());
        if (found.isEmpty() && !flags.contains("TEMPLATE_UNMATCHED")) {
            flags.add("TEMPLATE_UNMATCHED");
        }
        return found.filter(Astrometry::isBetter).map(a -> frame.at(a.header())).orElse(frame);
    }

    private static Optional<Astrometry> find(Frame frame, ReferenceCatalogue catalogue) {
        int width = frame.image().width;
        int height = frame.image().height;
        return Astrometry.of(catalogue, frame.header(), frame.stars(), width, height);
    }
}
