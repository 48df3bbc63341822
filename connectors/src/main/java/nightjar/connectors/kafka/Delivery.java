// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.kafka;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a sink promises.
 *
 * @param transactionalIdPrefix lineage and sink name; empty for at-least-once
 * @param transactionTimeout how long the broker keeps a transaction whose writer is gone: at least
 *     the longest restart that shall lose nothing, at most the broker's transaction.max.timeout.ms
 *     (15 minutes unless it was raised)
 */
public record Delivery(String transactionalIdPrefix, Duration transactionTimeout)
        implements Serializable {

    public Delivery {
        requireNonNull(transactionalIdPrefix, "transactionalIdPrefix");
        if (!transactionalIdPrefix.isEmpty() && transactionTimeout.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "transactions time out after "
                            + transactionTimeout
                            + ": give them at least the longest restart");
        }
    }

    /** Readers of committed records see each record once, whatever happens to the job. */
    public static Delivery exactlyOnce(String lineage, String sink, Duration transactionTimeout) {
        if (lineage.isBlank() || sink.isBlank()) {
            throw new IllegalArgumentException("a transactional id needs a lineage and a name");
        }
        return new Delivery(lineage + "-" + sink, transactionTimeout);
    }

    /** Records come at least once; after a restart some come again. */
    public static Delivery atLeastOnce() {
        return new Delivery("", Duration.ZERO);
    }

    public boolean isExactlyOnce() {
        return !transactionalIdPrefix.isEmpty();
    }
}
