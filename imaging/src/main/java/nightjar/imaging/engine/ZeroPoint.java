// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.List;
import java.util.Optional;
import nightjar.imaging.measure.Calibration;

/**
 * Where an image's zero point comes from: a catalogue, its header, or what the match tells of the
 * template's.
 */
final class ZeroPoint {
    private ZeroPoint() {}

    /**
     * Takes the catalogue's, else the science header's, else the template's.
     *
     * @param catalogue what its stars told
     * @param flags gets UNCALIBRATED where none has one
     */
    static Calibration of(
            Frame science,
            TemplateStack.Template template,
            Matching.Matched matched,
            Optional<CatalogueZero> catalogue,
            List<String> flags) {
        if (catalogue.isPresent()) {
            return new Calibration(catalogue.get().magZero(), "catalog");
        }
        if (science.magZero().isPresent()) {
            return new Calibration(science.magZero().getAsDouble(), "header");
        }
        if (template.magZero().isPresent()) {
            double k = matched.kernel().fluxRatio();
            double ratio = matched.scienceConvolved() ? 1 / k : k;
            double zero = template.magZero().getAsDouble() + 2.5 * Math.log10(ratio);
            return new Calibration(zero, "template");
        }
        flags.add("UNCALIBRATED");
        return new Calibration(Calibration.NANOJANSKY_MAG, "fallback: 1 unit = 1 nJy");
    }
}
