// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nightjar.sandbox.sky.Asteroid;
import nightjar.sandbox.sky.Injected;
import nightjar.sandbox.sky.SatelliteTrack;

/**
 * A visit's pixels, made ahead of time. They depend on the plan alone; {@link #exposedAt} puts the
 * clock into headers, sidecars and satellite tracks, which takes milliseconds.
 */
public final class RenderedVisit {
    private final Camera camera;
    private final PlannedVisit visit;
    private final Duration shutterTime;
    private final double transparency;
    private final List<RenderedImage> images;
    private final List<SatelliteTrack> tracks;
    private final List<Asteroid> asteroids;

    RenderedVisit(
            Camera camera,
            PlannedVisit visit,
            Duration shutterTime,
            double transparency,
            List<RenderedImage> images,
            List<SatelliteTrack> tracks,
            List<Asteroid> asteroids) {
        this.camera = camera;
        this.visit = visit;
        this.shutterTime = shutterTime;
        this.transparency = transparency;
        this.images = List.copyOf(images);
        this.tracks = List.copyOf(tracks);
        this.asteroids = List.copyOf(asteroids);
    }

    public PlannedVisit visit() {
        return visit;
    }

    /** What is in the images. */
    public List<Injected> truth() {
        return images.stream().flatMap(image -> image.truth().stream()).toList();
    }

    /** The visit as taken with the shutter opening at this instant. */
    public Exposure exposedAt(Instant shutterOpenUtc) {
        Instant closed = shutterOpenUtc.plus(shutterTime);
        double epoch = TaiClock.mjd(shutterOpenUtc);
        double middle = TaiClock.mjd(shutterOpenUtc.plus(shutterTime.dividedBy(2)));
        return new Exposure(
                visit,
                shutterOpenUtc,
                closed,
                images.stream().map(image -> frame(image, shutterOpenUtc, closed)).toList(),
                truth(),
                tracks.stream().map(track -> track.from(epoch)).toList(),
                asteroids.stream().map(asteroid -> asteroid.from(middle)).toList());
    }

    private Frame frame(RenderedImage image, Instant opened, Instant closed) {
        int detector = image.detector();
        Map<String, Object> cards =
                Cards.raw(camera, visit, detector, transparency, opened, closed);
        byte[] fits = image.picture().fits(cards, image.grid());
        byte[] sent =
                detector == visit.truncatedDetector() ? Arrays.copyOf(fits, fits.length / 2) : fits;
        byte[] sidecar = Json.of(cards).getBytes(StandardCharsets.UTF_8);
        return new Frame(
                detector,
                new NamedBytes(camera.key(visit, detector, ".json"), sidecar),
                new NamedBytes(camera.key(visit, detector, ".fits"), sent),
                detector == visit.repeatedDetector());
    }
}
