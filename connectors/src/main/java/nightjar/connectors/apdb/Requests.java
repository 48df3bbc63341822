// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nightjar.model.port.Deadline;

/** Sends many statements side by side, but not too many, and waits for all. */
final class Requests {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    private final CqlSession session;
    private final ConsistencyLevel consistency;
    private final Semaphore inFlight;

    Requests(CqlSession session, ConsistencyLevel consistency, int inFlight) {
        this.session = session;
        this.consistency = consistency;
        this.inFlight = new Semaphore(inFlight);
    }

    CqlSession session() {
        return session;
    }

    /** The rows of each statement, in the statements' order; throws the driver's exceptions. */
    List<List<Row>> all(List<? extends Statement<?>> statements, Deadline deadline)
            throws InterruptedException {
        List<CompletableFuture<List<Row>>> answers = new ArrayList<>(statements.size());
        for (Statement<?> statement : statements) {
            if (!inFlight.tryAcquire(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DriverTimeoutException("the deadline passed before all was sent");
            }
            answers.add(send(statement, deadline));
        }
        List<List<Row>> rows = new ArrayList<>(answers.size());
        for (CompletableFuture<List<Row>> answer : answers) {
            rows.add(await(answer, deadline));
        }
        return rows;
    }

    private CompletableFuture<List<Row>> send(Statement<?> statement, Deadline deadline) {
        CompletionStage<List<Row>> answer;
        try {
            answer =
                    session.executeAsync(
                                    statement
                                            .setConsistencyLevel(consistency)
                                            .setIdempotent(true)
                                            .setTimeout(timeout(deadline)))
                            .thenCompose(page -> remaining(page, new ArrayList<>()));
        } catch (RuntimeException e) {
            inFlight.release();
            throw e;
        }
        return answer.whenComplete((rows, trouble) -> inFlight.release()).toCompletableFuture();
    }

    // The driver reads a time-out of zero as none.
    private static Duration timeout(Deadline deadline) {
        Duration left = deadline.leftAtMost(LONGEST_CALL);
        return left.isZero() ? Duration.ofMillis(1) : left;
    }

    private static CompletionStage<List<Row>> remaining(AsyncResultSet page, List<Row> rows) {
        page.currentPage().forEach(rows::add);
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> remaining(next, rows))
                : CompletableFuture.completedFuture(rows);
    }

    private static List<Row> await(CompletableFuture<List<Row>> answer, Deadline deadline)
            throws InterruptedException {
        try {
            return answer.get(deadline.left().toMillis() + 100, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new DriverTimeoutException("the deadline passed before all was answered");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DriverException trouble) {
                throw trouble;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
