// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import static java.util.Objects.requireNonNull;

/**
 * What an object's key alone tells of a raw.
 *
 * @param instrument the Butler's short name
 * @param observation the exposure's name in the key: LSST's obsid, its controller included, since
 *     the exposures that two controllers make of one day and number share their id; else the id
 * @param exposure the exposure's id
 * @param detector the detector's number in its camera
 * @param sensor the detector's name, Rnn_Sxy; empty for cameras that have none
 * @param sidecarKey where the sidecar is; empty for cameras that write none
 * @param group the group where the key names it; empty otherwise
 * @param snap 0-based place within the visit where the key names it; -1 otherwise
 */
public record RawKey(
        String instrument,
        String observation,
        long exposure,
        int detector,
        String sensor,
        String sidecarKey,
        String group,
        int snap) {

    public RawKey {
        requireNonNull(instrument, "instrument");
        requireNonNull(observation, "observation");
        requireNonNull(sensor, "sensor");
        requireNonNull(sidecarKey, "sidecarKey");
        requireNonNull(group, "group");
    }
}
