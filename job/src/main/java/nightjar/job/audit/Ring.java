// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.ReadFailureException;
import com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Asks Cassandra many small questions side by side, among them whole tables by pieces of the token
 * ring (Murmur3), each again by halves when it takes too long.
 */
final class Ring implements AutoCloseable {

    private static final int PIECES = 32;
    private static final int AT_ONCE = 6;
    private static final int PAGE = 5_000;
    private static final int MOST_HALVINGS = 6;
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final CqlSession session;
    private final ConsistencyLevel consistency;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    AT_ONCE,
                    task -> {
                        var thread = new Thread(task, "audit-cassandra");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** The session is closed with it. */
    Ring(CqlSession session, ConsistencyLevel consistency) {
        this.session = session;
        this.consistency = consistency;
    }

    CqlSession session() {
        return session;
    }

    /**
     * Tokens above one and up to another.
     *
     * @param above exclusive; no key has the smallest long as its token
     * @param upTo inclusive
     */
    private record Piece(long above, long upTo, int halvings) {

        static List<Piece> all() {
            long step = Long.MAX_VALUE / PIECES * 2;
            var pieces = new ArrayList<Piece>();
            long above = Long.MIN_VALUE;
            for (int i = 1; i < PIECES; i++) {
                pieces.add(new Piece(above, above + step, 0));
                above += step;
            }
            pieces.add(new Piece(above, Long.MAX_VALUE, 0));
            return pieces;
        }

        List<Piece> halves() {
            long middle = (above >> 1) + (upTo >> 1);
            return List.of(
                    new Piece(above, middle, halvings + 1), new Piece(middle, upTo, halvings + 1));
        }
    }

    /**
     * Reads a table whole.
     *
     * @param select up to its conditions
     * @param partitionKey quoted, comma-separated
     * @param conditions further ones, each with AND before it, and values for their markers
     * @param each called by several threads
     */
    void scan(
            String select,
            String partitionKey,
            String conditions,
            List<Object> values,
            Consumer<Row> each) {
        var token = "token(" + partitionKey + ")";
        var filtering = conditions.isEmpty() ? "" : " ALLOW FILTERING";
        var cql = select + " WHERE " + token + " > ? AND " + token + " <= ?" + conditions;
        all(
                Piece.all().stream()
                        .<Callable<Void>>map(
                                piece ->
                                        () -> {
                                            scan(cql + filtering, piece, values, each);
                                            return null;
                                        })
                        .toList());
    }

    private void scan(String cql, Piece piece, List<Object> values, Consumer<Row> each) {
        var bound = new ArrayList<Object>(List.of(piece.above(), piece.upTo()));
        bound.addAll(values);
        try {
            // Taken down before it is handed out: a piece that breaks off is read again.
            var rows = new ArrayList<Row>();
            session.execute(statement(cql, bound)).forEach(rows::add);
            rows.forEach(each);
        } catch (DriverTimeoutException | ReadTimeoutException | ReadFailureException e) {
            if (piece.halvings() >= MOST_HALVINGS) {
                throw e;
            }
            piece.halves().forEach(half -> scan(cql, half, values, each));
        }
    }

    /** Asks one question of each list of values; {@code each} is called by several threads. */
    void ask(String cql, List<List<Object>> values, Consumer<Row> each) {
        all(
                values.stream()
                        .<Callable<Void>>map(
                                it ->
                                        () -> {
                                            session.execute(statement(cql, it)).forEach(each);
                                            return null;
                                        })
                        .toList());
    }

    private SimpleStatement statement(String cql, List<Object> values) {
        return SimpleStatement.newInstance(cql, values.toArray())
                .setPageSize(PAGE)
                .setTimeout(LONGEST)
                .setIdempotent(true)
                .setConsistencyLevel(consistency);
    }

    private void all(List<Callable<Void>> questions) {
        try {
            for (var answer : threads.invokeAll(questions)) {
                answer.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DriverException trouble) {
                throw new Unanswered("Cassandra", trouble);
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unanswered("Cassandra", "it was interrupted");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        session.close();
    }
}
