// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.ObjectCreated;
import nightjar.model.ObjectsCreated;
import nightjar.model.Outcome;
import nightjar.model.Quarantined;
import nightjar.model.Raw;
import nightjar.model.Received;
import nightjar.model.VisitCanceled;
import nightjar.model.port.Door;
import nightjar.operators.stage.Decode;
import nightjar.operators.stage.Limit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From bytes and object keys to words, in a small cluster. */
@Timeout(180)
@SuppressWarnings("try") // closing a result may be interrupted, which fails the test
class ReceivingGraphTest {

    private static final Limit LIMIT = new Limit(100, 1, Duration.ofSeconds(5), 1);

    @RegisterExtension static final MiniClusterExtension CLUSTER = SmallCluster.start();

    private StreamExecutionEnvironment env;

    @BeforeEach
    void begin() {
        env = SmallCluster.environment();
    }

    @Test
    void tellsObjectsApartAndParksWhatIsNotKnownYet() throws Exception {
        long now = System.currentTimeMillis();
        var objects =
                new ObjectsCreated(
                        List.of(
                                object("LSSTCam/e1/raw", now),
                                object("LSSTCam/e1/guider", now),
                                object("LSSTCam/e2/nonsense", now),
                                object("LSSTCam/e2/unknown for ever", now),
                                object("LSSTCam/e3/known in the end", now)),
                        0);
        var identified =
                Identify.each(
                        env.fromData(List.of(objects), TypeInformation.of(ObjectsCreated.class)),
                        IDENTIFY,
                        LIMIT,
                        new IdentifySettings(Duration.ofSeconds(2)));
        try (var raws = identified.raws().collectAsync();
                var quarantined = identified.quarantined().collectAsync()) {
            env.execute("identify");

            assertThat(SmallCluster.all(raws))
                    .extracting(Raw::uri)
                    .containsExactlyInAnyOrder("LSSTCam/e1/raw", "LSSTCam/e3/known in the end");
            assertThat(SmallCluster.all(quarantined))
                    .extracting(it -> new String(it.body(), StandardCharsets.UTF_8))
                    .containsExactlyInAnyOrder(
                            "LSSTCam/e2/nonsense", "LSSTCam/e2/unknown for ever");
        }
    }

    private static final Door<ObjectCreated, Raw> IDENTIFY =
            placement -> (it, deadline) -> identify(it);

    private static Outcome<Raw> identify(ObjectCreated object) {
        var key = object.key();
        var unknown = new Loss(Ending.FAILED, Cause.RETRIABLE, "group unknown");
        boolean old = System.currentTimeMillis() > object.seenMillis() + 500;
        if (key.endsWith("guider")) {
            return Outcome.lost(Loss.ignored("guider of LSSTCam"));
        }
        if (key.endsWith("nonsense")) {
            return Outcome.lost(new Loss(Ending.FAILED, Cause.POISON, "no camera makes this"));
        }
        if (key.endsWith("for ever") || (key.endsWith("in the end") && !old)) {
            return Outcome.lost(unknown);
        }
        return Outcome.done(named(Night.raw(4, 0), key));
    }

    @Test
    void putsIntoQuarantineWhatCannotBeDecoded() throws Exception {
        var received =
                List.of(
                        new Received("t", 1, 10, 0, "visit".getBytes(StandardCharsets.UTF_8)),
                        new Received("t", 1, 11, 0, "junk".getBytes(StandardCharsets.UTF_8)),
                        new Received("t", 1, 12, 0, new byte[0]));
        var decoded =
                Decode.with(
                        "decode",
                        env.fromData(received, TypeInformation.of(Received.class)),
                        DECODE,
                        LIMIT,
                        VisitCanceled.class);
        try (var done = decoded.done().collectAsync();
                var quarantined = decoded.quarantined().collectAsync()) {
            env.execute("decode");

            assertThat(SmallCluster.all(done)).containsExactly(new VisitCanceled("visit", 1));
            assertThat(SmallCluster.all(quarantined))
                    .singleElement()
                    .extracting(Quarantined::offset, Quarantined::reason)
                    .containsExactly(11L, "junk is no visit");
        }
    }

    private static final Door<Received, VisitCanceled> DECODE =
            placement ->
                    (it, deadline) -> {
                        var text = new String(it.value(), StandardCharsets.UTF_8);
                        return switch (text) {
                            case "" -> Outcome.lost(Loss.ignored("tombstone"));
                            case "visit" -> Outcome.done(new VisitCanceled(text, 1));
                            default ->
                                    Outcome.lost(
                                            new Loss(
                                                    Ending.FAILED,
                                                    Cause.POISON,
                                                    text + " is no visit"));
                        };
                    };

    private static Raw named(Raw it, String uri) {
        return new Raw(
                it.key(), it.exposure(), it.snap(), uri, "", 1, 2, 1, 2, 3, it.filter(), 0, 0);
    }

    private static ObjectCreated object(String key, long seenMillis) {
        return new ObjectCreated("raw", key, 1, "", 0, seenMillis);
    }
}
