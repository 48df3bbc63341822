// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import nightjar.connectors.mpsky.MpskyClient;
import nightjar.connectors.mpsky.MpskySettings;
import nightjar.connectors.nextvisit.NextVisits;
import nightjar.connectors.presence.PresenceClient;
import nightjar.connectors.presence.PresenceSettings;
import nightjar.connectors.registry.RegistrySettings;
import nightjar.connectors.registry.SchemaRegistry;
import nightjar.connectors.sattle.SattleClient;
import nightjar.connectors.sattle.SattleSettings;
import nightjar.connectors.sidecar.KeyLayouts;
import nightjar.job.demo.SalSchemas;
import nightjar.model.Outcome;
import nightjar.model.VisitDetector;
import nightjar.model.port.Sattle;
import nightjar.model.sky.SkyCircle;
import nightjar.model.sky.SkyPosition;

/** Neighbours that are asked over HTTP, with answers, statuses and headers as nobody wants them. */
final class AskedDecoders {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final VisitDetector KEY =
            new VisitDetector("LSSTCam", "2026-11-20T05:00:00.000", 94);

    private AskedDecoders() {}

    static List<Decoder> all(OddServer server) {
        var http = new OddHttp(server);
        return List.of(
                presence(http, server),
                sattle(http, server),
                mpsky(http, server),
                registry(server));
    }

    private static Decoder presence(OddHttp http, OddServer server) {
        var client =
                new PresenceClient(
                        http,
                        PresenceSettings.at(server.address()),
                        KeyLayouts.known().detectorNames());
        var good =
                "{\"error\":false,\"present\":true,\"uri\":\"s3://profile@raw/LSSTCam/x.fits\",\"message\":\"m\"}";
        return new Decoder(
                "presence",
                answered(new JsonDamage(List.of(good.getBytes(UTF_8)))),
                bytes -> {
                    http.say(bytes);
                    return client.find(KEY, 0, Decoders.SOON);
                });
    }

    private static Decoder sattle(OddHttp http, OddServer server) {
        var settings =
                SattleSettings.at(server.address())
                        .withBreaker(Integer.MAX_VALUE, Duration.ofMillis(1));
        var client = new SattleClient(http, settings);
        var exposure = new Sattle.Exposure(17, 61364.2, 61364.3, 62, -37);
        var box = new Sattle.Box(7, new double[] {1, 2, 3, 4, 5, 6, 7, 8});
        var good = "{\"visit_id\":17,\"detector_id\":94,\"allow_list\":[7,8,9]}";
        var nested = "{\"allow_list\":[[7]]}";
        return new Decoder(
                "sattle",
                answered(new JsonDamage(List.of(good.getBytes(UTF_8), nested.getBytes(UTF_8)))),
                bytes -> {
                    http.say(bytes);
                    return client.allowed(exposure, 94, List.of(box), Decoders.SOON);
                });
    }

    private static Decoder mpsky(OddHttp http, OddServer server) {
        var client =
                new MpskyClient(
                        http,
                        MpskySettings.at(server.address() + "/ephemerides/").within(PATIENCE));
        var circle = SkyCircle.of(new SkyPosition(62, -37), 0.2);
        return new Decoder(
                "mpsky",
                answered(new ByteDamage(List.of(Goods.ephemerides()))),
                bytes -> {
                    http.say(bytes);
                    return client.near(circle, 61364.2, Decoders.SOON);
                });
    }

    /** The schema that came is used at once, as a message's schema is. */
    private static Decoder registry(OddServer server) {
        var message = Decoders.received(Goods.nextVisit("LSSTCam", 1, 1.8e9));
        return new Decoder(
                "registry",
                answered(AskedDecoders::schema),
                bytes -> {
                    server.say(bytes);
                    var registry = new SchemaRegistry(RegistrySettings.at(server.address()));
                    Outcome<?> read = new NextVisits(registry::byId).ask(message, Decoders.SOON);
                    return read;
                });
    }

    /** Half of the damage is in the schema, half in what it is wrapped in. */
    private static byte[] schema(Random dice) {
        var schema = SalSchemas.NEXT_VISIT.toString().getBytes(UTF_8);
        boolean inside = dice.nextBoolean();
        var text = inside ? new JsonDamage(List.of(schema)).make(dice) : schema;
        ObjectNode wrapped = JSON.createObjectNode().put("schema", new String(text, UTF_8));
        var answer = wrapped.toString().getBytes(UTF_8);
        return inside ? answer : new JsonDamage(List.of(answer)).make(dice);
    }

    /** Before the body one byte for the status and the headers. */
    private static Damage answered(Damage body) {
        return dice -> {
            byte status = (byte) (dice.nextInt(20) == 0 ? dice.nextInt(256) : OddHttp.PLAIN);
            return ByteDamage.with(body.make(dice), 0, new byte[] {status});
        };
    }
}
