// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nightjar.connectors.camera.DetectorNames;
import nightjar.connectors.http.Answer;
import nightjar.connectors.http.Http;
import nightjar.connectors.presence.PresenceClient;
import nightjar.connectors.presence.PresenceSettings;
import nightjar.connectors.sasquatch.Measurement;
import nightjar.connectors.sasquatch.SasquatchClient;
import nightjar.connectors.sasquatch.SasquatchSettings;
import nightjar.connectors.sattle.SattleClient;
import nightjar.connectors.sattle.SattleSettings;
import nightjar.connectors.sidecar.KeyLayouts;
import nightjar.connectors.sidecar.SidecarReader;
import nightjar.connectors.sidecar.SidecarSettings;
import nightjar.connectors.store.S3Keys;
import nightjar.connectors.store.S3Settings;
import nightjar.connectors.store.StoreSettings;
import nightjar.connectors.store.Stores;
import nightjar.connectors.templates.IndexedTemplates;
import nightjar.connectors.templates.TemplateSettings;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.ObjectCreated;
import nightjar.model.VisitDetector;
import nightjar.model.port.Deadline;
import nightjar.model.port.Sattle.Box;
import nightjar.model.port.Sattle.Exposure;
import nightjar.model.time.Tai;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.StoreBox;
import nightjar.sandbox.camera.NightPlan;
import nightjar.sandbox.camera.SandboxCam;
import nightjar.sandbox.camera.SimulatedNight;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The connectors against the sandbox's servers and its simulated camera. */
@Timeout(300)
class NeighboursIT {

    private static final Deadline TIME = Deadline.in(Duration.ofMinutes(10));
    private static Optional<Observatory> running = Optional.empty();

    private final Http http = new Http();

    @BeforeAll
    static void startNeighbours() throws Exception {
        running =
                Optional.of(
                        Observatory.start(
                                EnumSet.of(Neighbour.STORE, Neighbour.DESK, Neighbour.SATTLE)));
    }

    @AfterAll
    static void stopNeighbours() {
        running.ifPresent(Observatory::close);
    }

    private static Observatory box() {
        return running.orElseThrow();
    }

    @Test
    void whatTheSandboxCameraWritesIsIdentifiedAndItsTemplatesAreFound(@TempDir Path temp)
            throws Exception {
        var keys = S3Keys.ofWords(StoreBox.ACCESS_KEY, StoreBox.SECRET_KEY);
        var s3 =
                S3Settings.at(box().store().address(), keys)
                        .within(Duration.ofMinutes(1), Duration.ofMinutes(2));
        var store = Stores.open(new StoreSettings(s3, temp.toString(), 1 << 20));
        var opened = Instant.parse("2026-11-20T06:00:00Z");
        var night = SimulatedNight.of(NightPlan.demo(7, 1, 2, 256, opened, Duration.ofSeconds(30)));
        var visit = night.visits().get(0);
        var exposure = night.render(visit).exposedAt(opened);
        // One detector with its sidecar, the other without.
        var first = exposure.frames().get(0);
        store.put("s3://raw/" + first.sidecar().key(), first.sidecar().bytes());
        exposure.frames()
                .forEach(it -> store.put("s3://raw/" + it.fits().key(), it.fits().bytes()));
        for (var order : List.of(List.of(0, 1), List.of(1, 0))) {
            var reader =
                    new SidecarReader(
                            store,
                            KeyLayouts.known(),
                            SidecarSettings.of(Map.of(SandboxCam.INSTRUMENT, Set.of(0, 1))));
            for (int detector : order) {
                var key = exposure.frames().get(detector).fits().key();
                var raw =
                        reader.identify(new ObjectCreated("raw", key, 0, "", 1, 2), TIME)
                                .asValue()
                                .orElseThrow();
                assertThat(raw.key())
                        .isEqualTo(new VisitDetector("SandboxCam", visit.group(), detector));
                assertThat(raw.exposure()).isEqualTo(visit.exposureId());
                assertThat(raw.snap()).isZero();
                assertThat(raw.beginMjdTai())
                        .isCloseTo(Tai.mjdTaiOfUtcMillis(opened.toEpochMilli()), within(1e-8));
                assertThat(raw.exposureSeconds()).isCloseTo(15, within(2e-3));
                assertThat(raw.boresightRaDeg()).isCloseTo(visit.boresight().raDeg(), within(1e-9));
                assertThat(raw.rotationDeg()).isCloseTo(visit.rotationDeg(), within(1e-9));
            }
            assertThat(reader.lookups()).isEqualTo(1);
            assertThat(reader.headerLookups()).isEqualTo(order.get(0).longValue());
        }
        night.templates(it -> store.put("s3://nightjar/" + it.key(), it.bytes()));
        var grid = new SandboxCam(256).grid(1, visit.boresight(), visit.rotationDeg());
        var corners =
                grid.corners().stream()
                        .flatMap(it -> List.of(it.raDeg(), it.decDeg()).stream())
                        .toList();
        var templates = new IndexedTemplates(store, TemplateSettings.in("s3://nightjar"));
        var found =
                templates.overlapping("SandboxCam", "r_03", corners, TIME).asValue().orElseThrow();
        assertThat(found).isNotEmpty().allMatch(store::exists);
    }

    @Test
    void presenceTellsWhatItWasTold() throws Exception {
        var group = "2026-11-20T06:00:00.000";
        var client =
                new PresenceClient(
                        http,
                        PresenceSettings.at(box().desk().presence()).within(Duration.ofMinutes(1)),
                        Map.of("SandboxCam", DetectorNames.oneRaft("R22")));
        var key = new VisitDetector("SandboxCam", group, 4);
        assertThat(client.find(key, 0, TIME).asValue()).contains(Optional.empty());
        tellPresence(
                "objects",
                "{\"instrument\":\"SandboxCam\",\"group\":\""
                        + group
                        + "\",\"snap\":0,\"detector\":\"R22_S11\",\"uri\":\"s3://raw/a/b.fits\"}");
        assertThat(client.find(key, 0, TIME).asValue()).contains(Optional.of("s3://raw/a/b.fits"));
        assertThat(client.find(key, 1, TIME).asValue()).contains(Optional.empty());
        tellPresence("redis", "{\"up\":false}");
        assertThat(client.find(key, 0, TIME).asLoss().map(Loss::cause)).contains(Cause.TRANSIENT);
        tellPresence("redis", "{\"up\":true}");
    }

    private void tellPresence(String what, String body) throws Exception {
        var admin = box().desk().presence().replace("/presence", "/admin/" + what);
        assertThat(post(admin, body).status()).isEqualTo(200);
    }

    private Answer post(String uri, String body) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(uri))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.ask("admin", request, Duration.ofMinutes(1), 1 << 20).asValue().orElseThrow();
    }

    @Test
    void sattleClearsAllButTheSatellite() throws Exception {
        var client =
                new SattleClient(
                        http,
                        SattleSettings.at(box().sattle().address())
                                .withTimeout(Duration.ofMinutes(1)));
        Files.writeString(
                box().sattle().satellites(),
                "[{\"id\":\"SAT-1\",\"epochMjdTai\":61364.25,\"raDeg\":150.0,\"decDeg\":2.0,"
                        + "\"raRateDegPerS\":0.05,\"decRateDegPerS\":0.0}]",
                UTF_8);
        var exposure = new Exposure(2026112000031L, 61_364.25, 61_364.2503, 150.5, 2);
        var boxes = List.of(box(101, 150.5, 2.0), box(102, 150.5, 2.5), box(103, 150.4, 1.5));
        // Not registered before: Sattle answers 404, and the client registers it once.
        assertThat(client.allowed(exposure, 4, boxes, TIME).asValue()).contains(Set.of(102L, 103L));
        assertThat(client.allowed(exposure, 4, boxes.subList(1, 2), TIME).asValue())
                .as("a nested list")
                .contains(Set.of(102L));
        assertThat(client.allowed(exposure, 4, boxes.subList(0, 1), TIME).asValue())
                .contains(Set.of());
        assertThat(client.allowed(exposure, 4, List.of(), TIME).asValue()).contains(Set.of());
        assertThat(client.register(exposure, TIME).asValue()).contains(exposure);
    }

    private static Box box(long id, double ra, double dec) {
        return new Box(
                id,
                new double[] {ra, dec, ra + 0.001, dec, ra + 0.001, dec + 0.001, ra, dec + 0.001});
    }

    @Test
    void sasquatchTakesMetrics() throws Exception {
        var settings = SasquatchSettings.at(box().desk().sasquatch(), "lsst.prompt.test");
        try (var client = new SasquatchClient(http, settings)) {
            int many = 20;
            var names = IntStream.range(0, many).mapToObj(i -> "m" + i).collect(Collectors.toSet());
            names.forEach(
                    it -> client.offer(new Measurement(it, "", Map.of(), Map.of("x", 1.0), 1)));
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (client.counts().sent() < many && System.nanoTime() < end) {
                java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            }
            assertThat(client.counts()).isEqualTo(new SasquatchClient.Counts(many, 0, 0, 0));
        }
    }
}
