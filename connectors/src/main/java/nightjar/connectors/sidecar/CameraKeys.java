// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import static java.util.Objects.requireNonNull;

import java.util.List;
import nightjar.connectors.camera.DetectorNames;

/**
 * How one camera writes its raws.
 *
 * @param instrument the Butler's short name
 * @param prefixes first parts of its keys
 * @param layout how the rest is made
 * @param detectors its detectors by name; not used for {@link KeyLayout#GROUPED}
 * @param timeScale the scale of its times where its headers have no TIMESYS
 */
public record CameraKeys(
        String instrument,
        List<String> prefixes,
        KeyLayout layout,
        DetectorNames detectors,
        TimeScale timeScale) {

    public CameraKeys {
        requireNonNull(instrument, "instrument");
        prefixes = List.copyOf(prefixes);
        requireNonNull(layout, "layout");
        requireNonNull(detectors, "detectors");
        requireNonNull(timeScale, "timeScale");
    }

    /** A camera whose files are laid out and whose times are told as LSST's. */
    public static CameraKeys lsst(
            String instrument, List<String> prefixes, DetectorNames detectors) {
        return new CameraKeys(instrument, prefixes, KeyLayout.LSST, detectors, TimeScale.TAI);
    }
}
