// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Looks, before the job starts, whether the topics that it needs are there. */
public final class TopicCheck {

    private TopicCheck() {}

    /** What is wrong, for a person, in one line; empty when all topics exist. */
    public static Optional<String> missing(
            KafkaAddress address, Set<String> topics, Duration timeout)
            throws InterruptedException {
        var client = address.client();
        client.setProperty("request.timeout.ms", Long.toString(timeout.toMillis()));
        client.setProperty("default.api.timeout.ms", Long.toString(timeout.toMillis()));
        try (var admin = Admin.create(client)) {
            var there = admin.listTopics().names().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            var missing = new TreeSet<>(topics);
            missing.removeAll(there);
            return missing.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            "no topic "
                                    + missing
                                    + " at "
                                    + address.bootstrap()
                                    + ": create it, let the user see it, or name another");
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of(
                    "cannot list the topics of "
                            + address.bootstrap()
                            + " within "
                            + timeout.toMillis() / 1000.0
                            + " s ("
                            + said(e)
                            + "): is it reachable, is the log-in right?");
        } catch (KafkaException e) {
            return Optional.of(
                    "no client of "
                            + address.bootstrap()
                            + " can be made ("
                            + said(e)
                            + "): correct the address, the log-in or the properties");
        }
    }

    /** The innermost reason, in one line. */
    private static String said(Throwable trouble) {
        var cause = trouble;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        var kind = cause.getClass().getSimpleName();
        var message = cause.getMessage();
        return message == null ? kind : kind + ": " + message.replaceAll("\\s+", " ");
    }
}
