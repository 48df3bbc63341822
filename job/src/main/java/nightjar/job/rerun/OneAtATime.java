// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nightjar.connectors.kafka.KafkaAddress;
import nightjar.job.audit.Unanswered;
import nightjar.job.config.ConfigurationException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Two reruns of one lineage would fence each other's transactions and share each other's claims. So
 * a rerun is the only member of a consumer group while it lasts; wherever it runs, the broker knows
 * of it, and forgets it some seconds after it died.
 */
final class OneAtATime implements AutoCloseable {

    private static final String SESSION_MILLIS = "10000";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int MOST_POLLS = 60;

    private final KafkaConsumer<byte[], byte[]> member;
    private final Thread heart;
    private volatile boolean over;
    private volatile boolean lost;

    private OneAtATime(KafkaConsumer<byte[], byte[]> member) {
        this.member = member;
        heart = new Thread(this::beat, "one-at-a-time");
        heart.setDaemon(true);
    }

    /**
     * Joins the group.
     *
     * @param topic any that is there; nothing of it is read
     * @throws ConfigurationException when another rerun is in it
     * @throws Unanswered when the cluster does not answer
     */
    static OneAtATime join(KafkaAddress at, String group, String topic)
            throws InterruptedException {
        requireAtMost(0, at, group);
        var client = at.client();
        client.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        client.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        var bytes = new ByteArrayDeserializer();
        var lock = new OneAtATime(new KafkaConsumer<>(client, bytes, bytes));
        try {
            lock.enter(topic, group);
            requireAtMost(1, at, group);
        } catch (KafkaException e) {
            lock.member.close();
            throw new Unanswered("group " + group + " at " + at.bootstrap(), e);
        } catch (ConfigurationException | Unanswered e) {
            lock.member.close();
            throw e;
        }
        lock.heart.start();
        return lock;
    }

    private void enter(String topic, String group) {
        member.subscribe(List.of(topic));
        for (int i = 0; member.groupMetadata().memberId().isEmpty(); i++) {
            if (i > MOST_POLLS) {
                throw new Unanswered("group " + group, "it cannot be joined");
            }
            member.poll(POLL);
        }
    }

    private static void requireAtMost(int members, KafkaAddress at, String group)
            throws InterruptedException {
        try (var admin = Admin.create(at.client())) {
            var there =
                    admin
                            .describeConsumerGroups(List.of(group))
                            .all()
                            .get(15, TimeUnit.SECONDS)
                            .values()
                            .stream()
                            .flatMap(it -> it.members().stream())
                            .toList();
            if (there.size() > members) {
                throw new ConfigurationException(
                        "another rerun is at work, on "
                                + there.stream().map(MemberDescription::host).toList()
                                + ": wait for its end (for some seconds if it was killed)");
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw new Unanswered("group " + group + " at " + at.bootstrap(), e);
            }
        } catch (TimeoutException | KafkaException e) {
            throw new Unanswered("group " + group + " at " + at.bootstrap(), e);
        }
    }

    private void beat() {
        var name = member.groupMetadata().memberId();
        try {
            while (!over) {
                member.pause(member.assignment());
                member.poll(POLL);
                // Put out while this process stood still, it comes back under another name.
                lost |= !member.groupMetadata().memberId().equals(name);
            }
        } finally {
            lost |= !over;
            member.close();
        }
    }

    /** Whether no other rerun can have begun since it joined. */
    boolean isHeld() {
        return !lost;
    }

    @Override
    public void close() {
        over = true;
        try {
            heart.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
