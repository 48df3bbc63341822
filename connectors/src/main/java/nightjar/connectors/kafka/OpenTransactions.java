// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;

/**
 * Transactions that a writer has begun and not ended. Readers of committed records wait at the
 * first of them until it ends, or until the broker ends it by its time-out.
 */
public final class OpenTransactions implements AutoCloseable {

    private static final TimeUnit MILLIS = TimeUnit.MILLISECONDS;

    private final Admin admin;
    private final KafkaAddress address;
    private final Duration patience;

    private OpenTransactions(Admin admin, KafkaAddress address, Duration patience) {
        this.admin = admin;
        this.address = address;
        this.patience = patience;
    }

    /**
     * One of them.
     *
     * @param id its transactional id
     * @param begun when
     * @param topics what was written to
     */
    public record Open(String id, Instant begun, Collection<String> topics) {}

    public static OpenTransactions at(KafkaAddress address, Duration patience) {
        var client = address.client();
        client.setProperty("request.timeout.ms", Long.toString(patience.toMillis()));
        client.setProperty("default.api.timeout.ms", Long.toString(patience.toMillis()));
        return new OpenTransactions(Admin.create(client), address, patience);
    }

    /** Those whose transactional ids begin so, the oldest first. */
    public Outcome<List<Open>> of(String prefix) throws InterruptedException {
        try {
            var ongoing =
                    new ListTransactionsOptions().filterStates(List.of(TransactionState.ONGOING));
            var ids =
                    admin.listTransactions(ongoing).all().get(patience.toMillis(), MILLIS).stream()
                            .map(TransactionListing::transactionalId)
                            .filter(id -> id.startsWith(prefix))
                            .toList();
            var described = admin.describeTransactions(ids);
            var open = new ArrayList<Open>();
            for (var id : ids) {
                var one = described.description(id).get(patience.toMillis(), MILLIS);
                one.transactionStartTimeMs()
                        .ifPresent(
                                begun ->
                                        open.add(
                                                new Open(
                                                        id,
                                                        Instant.ofEpochMilli(begun),
                                                        one.topicPartitions().stream()
                                                                .map(it -> it.topic())
                                                                .distinct()
                                                                .sorted()
                                                                .toList())));
            }
            open.sort(java.util.Comparator.comparing(Open::begun));
            return Outcome.done(List.copyOf(open));
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return lost("cannot be asked for transactions", e);
        }
    }

    /**
     * Ends one by fencing its writer, as the writer's own successor would: what it wrote is never
     * seen, and a writer that still lives fails at its next word.
     */
    public Outcome<Open> abort(Open open) throws InterruptedException {
        try {
            var options =
                    new FenceProducersOptions().timeoutMs(Math.toIntExact(patience.toMillis()));
            admin.fenceProducers(List.of(open.id()), options)
                    .all()
                    .get(patience.toMillis(), MILLIS);
            return Outcome.done(open);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            return lost("did not abort " + open.id(), e);
        }
    }

    private <T> Outcome<T> lost(String what, Exception e) {
        var cause = e.getCause() == null ? e : e.getCause();
        return Outcome.lost(
                Loss.transientTrouble(
                        "Kafka at %s %s: %s".formatted(address.bootstrap(), what, cause)));
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
