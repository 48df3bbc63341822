// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nightjar.connectors.apdb.CassandraSessions;
import nightjar.connectors.apdb.ClaimStore;
import nightjar.connectors.store.S3Keys;
import nightjar.connectors.store.S3Objects;
import nightjar.connectors.store.S3Settings;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Stored;
import nightjar.model.port.Claims.Claim;
import nightjar.model.port.Deadline;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.StoreBox;
import nightjar.sandbox.faults.Front;
import nightjar.sandbox.faults.Meddling;
import nightjar.sandbox.faults.Trap;
import nightjar.sandbox.faults.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox's instruments of harm before real servers, with our own clients behind them. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultToolsIT {

    private static final String DATACENTER = "datacenter1";

    private final Observatory box;
    private final Path temp;

    FaultToolsIT(@TempDir Path temp) throws Exception {
        this.temp = temp;
        this.box = Observatory.start(EnumSet.of(Neighbour.CASSANDRA, Neighbour.STORE));
    }

    @BeforeAll
    void makeClaims() {
        try (var schema =
                CassandraSessions.openForSchema(List.of(box.cassandra().address()), DATACENTER)) {
            ClaimStore.create(schema, "claims", 1);
        }
    }

    @AfterAll
    void close() {
        box.close();
    }

    private static CqlSession over(Wire wire) {
        return CassandraSessions.openForSchema(List.of(wire.address()), DATACENTER);
    }

    @Test
    void aSessionKnowsNoWayToItsServerButTheWire() throws Exception {
        try (var wire = Wire.to(box.cassandra().address());
                var session = over(wire)) {
            assertThat(session.execute("SELECT key FROM system.local").one()).isNotNull();

            wire.refuse();
            wire.cut();

            assertThatThrownBy(() -> session.execute("SELECT key FROM system.local"))
                    .isInstanceOf(DriverException.class);
        }
    }

    @Test
    void aClaimWhoseAnswerWasLostIsReadAgain() throws Exception {
        try (var wire = Wire.to(box.cassandra().address());
                var session = over(wire)) {
            var claims =
                    new ClaimStore(session, "claims", "SandboxCam", DefaultConsistencyLevel.QUORUM);
            var trap = wire.trap("plans/lost", Trap.Harm.ANSWER_LOST);
            var claim =
                    new Claim(1, 2, "night", 61_365.1, new Stored("plans/lost", "aa", 1), false);

            var claimed = claims.claim(claim, Deadline.in(Duration.ofSeconds(30)));

            assertThat(trap.await(1)).isTrue();
            // The driver may not be back yet: then the stage asks again.
            for (int i = 0; i < 100 && !claimed.isDone(); i++) {
                TimeUnit.MILLISECONDS.sleep(100);
                claimed = claims.claim(claim, Deadline.in(Duration.ofSeconds(30)));
            }
            assertThat(claimed.asValue()).contains(claim);
        }
    }

    @Test
    void whatIsSignedPassesTheFront() throws Exception {
        try (var front = Front.before(box.store().address());
                var s3 = s3(front)) {
            assertThat(s3.put("s3://nightjar/a b/c", "body".getBytes(UTF_8)).isDone()).isTrue();
            assertThat(s3.get("s3://nightjar/a b/c").asValue().map(it -> new String(it, UTF_8)))
                    .contains("body");
            assertThat(s3.stat("s3://nightjar/a b/c").asValue().map(it -> it.bytes())).contains(4L);
            assertThat(s3.get("s3://nightjar/nothing").asLoss().map(Loss::why).orElseThrow())
                    .startsWith("not found");
            assertThat(front.asked()).isEqualTo(4);
        }
    }

    @Test
    void whatIsMeddledWithIsNotTaken() throws Exception {
        try (var front = Front.before(box.store().address());
                var s3 = s3(front)) {
            s3.put("s3://nightjar/it", "the body of an object".getBytes(UTF_8));
            for (var meddling :
                    List.of(
                            new Meddling.Status(503),
                            new Meddling.CutShort(),
                            new Meddling.BitTurned(),
                            new Meddling.Dropped())) {
                // The JDK's own client asks once more when its connection is reset.
                front.meddle("GET", "/it$", meddling, Front.ALWAYS);

                var fetched = s3.fetch("s3://nightjar/it", temp.resolve("it"));

                assertThat(fetched.asLoss().map(Loss::cause))
                        .as("%s", meddling)
                        .contains(Cause.TRANSIENT);
                assertThat(temp.resolve("it")).doesNotExist();
                front.behave();
            }
            assertThat(s3.get("s3://nightjar/it").isDone()).isTrue();
        }
    }

    private static S3Objects s3(Front front) {
        var keys = S3Keys.ofWords(StoreBox.ACCESS_KEY, StoreBox.SECRET_KEY);
        // The machine may be busy, and it is not speed that is tested.
        return new S3Objects(
                S3Settings.at(front.address(), keys)
                        .within(Duration.ofMinutes(1), Duration.ofMinutes(1)));
    }
}
