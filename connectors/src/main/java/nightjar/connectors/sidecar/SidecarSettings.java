// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which raws are wanted.
 *
 * @param store what a bucket's name is put after to make a URI: s3://, or file:///folder/
 * @param active numbers of the detectors that take part, by instrument; an instrument that is not
 *     here is another camera
 * @param calibrations kinds of exposures (IMGTYPE) that are not of the sky
 */
public record SidecarSettings(
        String store, Map<String, Set<Integer>> active, List<String> calibrations)
        implements Serializable {

    public SidecarSettings {
        var copy = new HashMap<String, Set<Integer>>();
        active.forEach((instrument, detectors) -> copy.put(instrument, Set.copyOf(detectors)));
        active = Map.copyOf(copy);
        calibrations = List.copyOf(calibrations);
    }

    /** In S3; biases, darks and flats are calibrations. */
    public static SidecarSettings of(Map<String, Set<Integer>> active) {
        return new SidecarSettings("s3://", active, List.of("BIAS", "DARK", "FLAT"));
    }

    public SidecarSettings in(String otherStore) {
        return new SidecarSettings(otherStore, active, calibrations);
    }

    String uri(String bucket, String key) {
        return store + bucket + "/" + key;
    }
}
