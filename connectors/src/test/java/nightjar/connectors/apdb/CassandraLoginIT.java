// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import nightjar.model.port.Deadline;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.Options;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logging in to a real Cassandra that asks for a password. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CassandraLoginIT {

    private static final String DATACENTER = "datacenter1";

    private static final AtomicInteger ROLES = new AtomicInteger();

    private static Observatory observatory;
    private static CqlSession operator;

    private String role = "";
    private Path password;
    private CassandraLogin login;

    @BeforeAll
    static void start(@TempDir Path secrets) throws Exception {
        var options =
                Options.forTests().with(Options.Wish.CRASH_SAFE_SCHEMA).with(Options.Wish.LOGINS);
        observatory = Observatory.start(EnumSet.of(Neighbour.CASSANDRA), options, line -> {});
        var first = Files.writeString(secrets.resolve("first"), "cassandra");
        var firstRole = CassandraLogin.as("cassandra", first.toString());
        // Cassandra makes its first role a while after it answers.
        until(() -> isLetIn(address(), firstRole));
        operator = CassandraSessions.openForSchema(address(), DATACENTER, firstRole);
        ApdbSchema.create(operator, "apdb", 1, ApdbSettings.standard(692, 692));
    }

    @AfterAll
    static void stop() {
        if (operator != null) {
            operator.close();
        }
        if (observatory != null) {
            observatory.close();
        }
    }

    @BeforeEach
    void remember(@TempDir Path secrets) throws IOException {
        role = "nightjar" + ROLES.incrementAndGet();
        operator.execute("CREATE ROLE " + role + " WITH PASSWORD = 'first' AND LOGIN = true");
        password = Files.writeString(secrets.resolve("password"), "first\n");
        login = CassandraLogin.as(role, password.toString());
    }

    @Test
    void whoHasThePasswordIsLetIn() {
        try (var session = CassandraSessions.open(address(), DATACENTER, List.of("apdb"), login)) {
            var apdb = new ApdbUpkeep(session, "apdb");
            assertThat(ApdbContract.done(apdb.status()).problems()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsOneLineAndOneAttempt() throws Exception {
        Files.writeString(password, "guessed");
        try (var gate = new FakeGate(observatory.cassandra().address())) {
            assertThat(refusal(List.of(gate.address()), DATACENTER, login))
                    .startsWith(gate.address() + ": it lets nobody in so: ")
                    .contains("Provided username " + role + " and/or password are incorrect")
                    .doesNotContain("guessed", "\n");
            assertThat(gate.passed()).isEqualTo(1);
        }
    }

    @Test
    void withoutALoginThereIsNoWayIn() {
        assertThat(refusal(address(), DATACENTER, CassandraLogin.NONE))
                .endsWith(
                        ": it asks for a log-in and none is configured: name a user and a password file");
    }

    @Test
    void aPasswordFileThatIsNotThereIsNamed() throws Exception {
        Files.delete(password);
        assertThat(refusal(address(), DATACENTER, login))
                .contains("cannot read the password of " + role + " from " + password);
    }

    @Test
    void anotherDataCentreThanTheOneMeantIsNamedWithIt() {
        assertThat(refusal(address(), "summit", login))
                .isEqualTo(
                        "the Cassandra at "
                                + observatory.cassandra().address()
                                + " is of data centre datacenter1, and data centre summit is"
                                + " meant");
    }

    @Test
    void addressesThatLeadNowhereAreNamed() {
        assertThat(refusal(List.of("127.0.0.1:1"), DATACENTER, login))
                .startsWith("127.0.0.1:1: nobody listens there");
        assertThat(refusal(List.of("nowhere.invalid"), DATACENTER, login))
                .isEqualTo("nowhere.invalid:9042: there is no host of that name");
    }

    @Test
    void aRotatedPasswordIsUsedAtTheNextConnectionAndAStaleOneIsNotHammeredWith() throws Exception {
        try (var gate = new FakeGate(observatory.cassandra().address());
                var session =
                        CassandraSessions.open(
                                List.of(gate.address()), DATACENTER, List.of("apdb"), login)) {
            until(() -> isRotated("second"));
            var newLogin = CassandraLogin.as(role, sibling("second"));
            int before = gate.passed();
            long began = System.nanoTime();
            observatory.stop(Neighbour.CASSANDRA);
            observatory.start(Neighbour.CASSANDRA);
            until(() -> isLetIn(address(), newLogin));
            // With the stale password it tries, more and more seldom, and stays without.
            until(() -> gate.passed() > before + 1);
            assertThat(isAnswered(session)).isFalse();
            double seconds = (System.nanoTime() - began) / 1e9;
            assertThat(gate.passed() - before)
                    .as("attempts of two reconnections in %s s", seconds)
                    .isLessThan((int) (4 + 2 * seconds));

            Files.writeString(password, "second");
            until(() -> isAnswered(session));
        }
    }

    /** Cassandra lets a role's password change every five seconds only. */
    private boolean isRotated(String next) {
        try {
            operator.execute("ALTER ROLE " + role + " WITH PASSWORD = '" + next + "'");
            return true;
        } catch (OverloadedException e) {
            return false;
        }
    }

    private String sibling(String content) {
        try {
            return Files.writeString(password.resolveSibling(content), content).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAnswered(CqlSession session) {
        try {
            return session.execute("SELECT name FROM apdb.metadata").iterator().hasNext();
        } catch (DriverException e) {
            return false;
        }
    }

    private static boolean isLetIn(List<String> points, CassandraLogin login) {
        try (var session = CassandraSessions.openForSchema(points, DATACENTER, login)) {
            return !session.isClosed();
        } catch (DriverException e) {
            return false;
        }
    }

    private static String refusal(List<String> points, String datacenter, CassandraLogin login) {
        var trouble =
                catchThrowableOfType(
                        DriverException.class,
                        () -> CassandraSessions.openForSchema(points, datacenter, login).close());
        return CassandraTrouble.line(trouble);
    }

    private static List<String> address() {
        return List.of(observatory.cassandra().address());
    }

    private static void until(BooleanSupplier done) {
        var patience = Deadline.in(Duration.ofSeconds(90));
        while (!done.getAsBoolean()) {
            assertThat(patience.passed()).as("waited long enough").isFalse();
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
        }
    }
}
