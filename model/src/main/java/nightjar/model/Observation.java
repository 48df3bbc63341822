// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * What an exposure's header tells besides when and where it looked. The same for all detectors of
 * the exposure. Texts are empty and numbers NaN where the header is silent.
 *
 * @param type for instance science, dark, flat
 * @param reason why it was taken
 * @param target what was looked at
 * @param program for instance BLOCK-407
 * @param seconds the exposure time that was asked for
 * @param darkSeconds from the end of the last clearing to the readout
 * @param azimuthDeg degrees at its start
 * @param zenithDeg angle from the zenith at its start, degrees
 * @param snaps how many exposures its visit has; 0 unknown
 */
public record Observation(
        String type,
        String reason,
        String target,
        String program,
        double seconds,
        double darkSeconds,
        double azimuthDeg,
        double zenithDeg,
        int snaps) {

    /** Of an exposure whose header is silent. */
    public static final Observation UNKNOWN =
            new Observation("", "", "", "", Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);

    public Observation {
        requireNonNull(type, "type");
        requireNonNull(reason, "reason");
        requireNonNull(target, "target");
        requireNonNull(program, "program");
    }
}
