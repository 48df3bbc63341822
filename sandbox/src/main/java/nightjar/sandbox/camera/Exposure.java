// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.time.Instant;
import java.util.List;
import nightjar.sandbox.sky.Asteroid;
import nightjar.sandbox.sky.Injected;
import nightjar.sandbox.sky.SatelliteTrack;

/**
 * A visit as taken: files, truth, and when the shutter moved.
 *
 * <p>The clock that stamps the headers is the caller's: latency from the end of readout counts from
 * {@code shutterClosedUtc} when the files are published at that moment. A demo that plays faster
 * than the shutter publishes at once and passes {@code now - exposure} as the opening.
 *
 * @param satellites with the opening of the shutter as epoch
 * @param asteroids of the field, with the middle of the exposure as epoch
 */
public record Exposure(
        PlannedVisit visit,
        Instant shutterOpenUtc,
        Instant shutterClosedUtc,
        List<Frame> frames,
        List<Injected> truth,
        List<SatelliteTrack> satellites,
        List<Asteroid> asteroids) {
    public Exposure {
        frames = List.copyOf(frames);
        truth = List.copyOf(truth);
        satellites = List.copyOf(satellites);
        asteroids = List.copyOf(asteroids);
    }
}
