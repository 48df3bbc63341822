// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.time.Duration;
import java.time.Instant;

/**
 * What a simulated night is to be. Equal plans give equal nights, pixel for pixel.
 *
 * @param visits visits that are announced and taken; the third of every four (the second of two)
 *     looks at pointing B, the others at A
 * @param detectors how many of the raft's detectors are read, the lowest numbers first
 * @param camera whose detectors these are
 * @param startUtc when the night's clock says 0
 * @param cadence from one visit's shutter to the next
 * @param exposure shutter time as headers tell it. The demo may play faster than the headers: then
 *     the exposures of neighbouring visits overlap in time, which nothing in the sky minds.
 * @param lead how long before its shutter opens a visit is announced
 * @param script the announced duration of a visit's script
 * @param oddities whether the night has its duplicate, lost, cancelled and cut images
 * @param transientsPerDetector in each field
 * @param variablesPerDetector in each field
 * @param templateExposures noisy exposures that make one template
 */
public record NightPlan(
        long seed,
        int visits,
        int detectors,
        Camera camera,
        Instant startUtc,
        Duration cadence,
        Duration exposure,
        Duration lead,
        Duration script,
        boolean oddities,
        int transientsPerDetector,
        int variablesPerDetector,
        int templateExposures) {
    public NightPlan {
        if (visits < 1 || visits > 1000) {
            throw new IllegalArgumentException("visits " + visits + " is not within 1..1000");
        }
        if (detectors < 1 || detectors > SandboxCam.DETECTORS) {
            throw new IllegalArgumentException("detectors " + detectors + " is not within 1..9");
        }
        if (templateExposures < 3) {
            throw new IllegalArgumentException(
                    "templateExposures " + templateExposures + ": clipping needs at least 3");
        }
        if (cadence.isNegative() || cadence.isZero()) {
            throw new IllegalArgumentException("cadence " + cadence + " is not positive");
        }
    }

    /**
     * The demo's night: 15 s exposures, four transients and one variable per detector, templates of
     * four exposures, oddities when there are visits enough to tell them apart (two or more).
     */
    public static NightPlan demo(
            long seed, int visits, int detectors, int size, Instant startUtc, Duration cadence) {
        return demo(
                seed,
                visits,
                detectors,
                new SandboxCam(size),
                startUtc,
                cadence,
                SandboxCam.TRANSIENTS);
    }

    /**
     * The same through another camera.
     *
     * @param transients per detector
     */
    public static NightPlan demo(
            long seed,
            int visits,
            int detectors,
            Camera camera,
            Instant startUtc,
            Duration cadence,
            int transients) {
        Duration exposure = Duration.ofSeconds(15);
        return new NightPlan(
                seed,
                visits,
                detectors,
                camera,
                startUtc,
                cadence,
                exposure,
                Duration.ofSeconds(5),
                exposure.plusSeconds(2),
                visits >= 2,
                transients,
                1,
                4);
    }

    /** The same night with or without oddities. */
    public NightPlan withOddities(boolean wanted) {
        return with(lead, script, wanted);
    }

    /**
     * The same night announced so long before each shutter, with scripts of this announced length.
     */
    public NightPlan withAnnouncements(Duration newLead, Duration newScript) {
        return with(newLead, newScript, oddities);
    }

    private NightPlan with(Duration newLead, Duration newScript, boolean wanted) {
        return new NightPlan(
                seed,
                visits,
                detectors,
                camera,
                startUtc,
                cadence,
                exposure,
                newLead,
                newScript,
                wanted,
                transientsPerDetector,
                variablesPerDetector,
                templateExposures);
    }

    double exposureSeconds() {
        return exposure.toNanos() / 1e9;
    }
}
