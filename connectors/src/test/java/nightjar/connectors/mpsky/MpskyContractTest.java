// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.mpsky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import nightjar.connectors.http.Http;
import nightjar.model.Cause;
import nightjar.model.Outcome;
import nightjar.model.ids.SsObjectId;
import nightjar.model.port.Deadline;
import nightjar.model.sky.SkyCircle;
import nightjar.model.sky.SkyPolygon;
import nightjar.model.sky.SkyPosition;
import nightjar.model.solar.KnownBodies;
import nightjar.sandbox.box.mpsky.Mpsky;
import nightjar.sandbox.box.web.Web;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client and the sandbox's stand-in, over HTTP. */
@Timeout(60)
class MpskyContractTest {

    private static final double EPOCH = 61_364.21;
    private static final double SECOND = 1 / 86_400.0;

    private final Web web;

    MpskyContractTest() throws IOException {
        web = Web.serve(0, Mpsky.CONTENT_TYPE, new Mpsky()::answer);
    }

    @AfterEach
    void close() {
        web.close();
    }

    @Test
    void anAsteroidIsWhereTheSkyHasIt() throws Exception {
        tell(asteroid("2026 WA1", EPOCH, 0.01, -31));

        var state = at(near(0.2), EPOCH);

        assertThat(state).hasSize(1);
        assertThat(state.get(0).raDeg()).isCloseTo(0.01, within(1e-9));
        assertThat(state.get(0).decDeg()).isCloseTo(-31, within(1e-9));
    }

    @Test
    void itMovesAsTheSkyHasItMove() throws Exception {
        tell(asteroid("2026 WA1", EPOCH, 0.01, -31));

        var later = at(near(0.2), EPOCH + 100 * SECOND).get(0);

        double cos = Math.cos(Math.toRadians(31));
        assertThat((later.raDeg() - 0.01) * cos * 3600).isCloseTo(1, within(1e-4));
        assertThat((later.decDeg() + 31) * 3600).isCloseTo(-2, within(1e-4));
    }

    @Test
    void itHasANameAnIdAMagnitudeAndAnOrbit() throws Exception {
        tell(asteroid("2026 WA1", EPOCH, 0.01, -31));

        var body = near(0.2).bodies().get(0);

        assertThat(body.designation()).isEqualTo("2026 WA1");
        assertThat(SsObjectId.unpack(body.ssObjectId())).isEqualTo("K26W01A");
        assertThat(body.vMagnitude()).isEqualTo(21.5);
        assertThat(body.orbit().text("designation")).isEqualTo("2026 WA1");
        assertThat(body.orbit().has("a")).isFalse();
    }

    @Test
    void ofSeveralTellingsTheOneOfThatTimeCounts() throws Exception {
        tell(
                asteroid("2026 WA1", EPOCH - 5 * SECOND, 0.02, -31),
                asteroid("2026 WA1", EPOCH + 1 * SECOND, 0.01, -31),
                asteroid("2026 WB1", EPOCH, 0.03, -31));

        var bodies = near(0.2);

        assertThat(bodies.bodies()).hasSize(2);
        assertThat(at(bodies, EPOCH + SECOND).get(0).raDeg()).isCloseTo(0.01, within(1e-9));
    }

    @Test
    void whatIsOutsideTheCircleIsNotTold() throws Exception {
        tell(asteroid("2026 WA1", EPOCH, 0.01, -31.3));
        assertThat(near(0.2)).isEqualTo(KnownBodies.NONE);
        assertThat(near(0.4).bodies()).hasSize(1);
    }

    @Test
    void switchedOffItIsTransientTrouble() throws Exception {
        post("/admin/up", "{\"up\": false}");
        assertThat(ask(0.2).asLoss().orElseThrow().cause()).isEqualTo(Cause.TRANSIENT);
    }

    private KnownBodies near(double radiusDeg) throws InterruptedException {
        return ask(radiusDeg).asValue().orElseThrow();
    }

    private Outcome<KnownBodies> ask(double radiusDeg) throws InterruptedException {
        var settings = MpskySettings.at(web.address() + "/ephemerides/");
        return new MpskyClient(new Http(), settings.within(Duration.ofSeconds(20)))
                .near(
                        SkyCircle.of(new SkyPosition(0, -31), radiusDeg),
                        EPOCH,
                        Deadline.in(Duration.ofSeconds(30)));
    }

    private static List<SkyPosition> at(KnownBodies bodies, double mjdTai) {
        var image =
                SkyPolygon.ofCorners(
                        List.of(
                                new SkyPosition(359.8, -31.2),
                                new SkyPosition(0.2, -31.2),
                                new SkyPosition(0.2, -30.8),
                                new SkyPosition(359.8, -30.8)));
        return bodies.on(image, 0.2, mjdTai).stream().map(it -> it.position()).toList();
    }

    private static String asteroid(String name, double epoch, double ra, double dec) {
        return """
               {"designation": "%s", "epochMjdTai": %s, "raDeg": %s, "decDeg": %s,
                "eastArcsecPerSecond": 0.01, "northArcsecPerSecond": -0.02, "vMag": 21.5}
               """
                .formatted(name, epoch, ra, dec);
    }

    private void tell(String... asteroids) throws IOException, InterruptedException {
        post("/admin/asteroids", "{\"asteroids\": [" + String.join(",", asteroids) + "]}");
    }

    private void post(String path, String body) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(web.address() + path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        var reply = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    }
}
