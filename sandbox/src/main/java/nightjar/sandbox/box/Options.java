// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.nio.file.Path;
import java.util.List;

/**
 * How the box is set up.
 *
 * @param usualPorts whether to try the ports people know (Kafka 9092, Cassandra 9042 …) first;
 *     otherwise, and when they are taken, any free ones
 * @param parent the folder in which the box makes its temporary folder
 * @param kafkaHeapMiB Kafka's heap
 * @param cassandraHeapMiB Cassandra's heap
 * @param autoCreateTopics whether Kafka makes a topic when someone first names it
 * @param buckets the buckets that the store has from the start
 * @param instruments instruments that Presence knows beyond upstream's and SandboxCam
 * @param sattleQuirks whether Sattle has upstream's quirks
 */
public record Options(
        boolean usualPorts,
        Path parent,
        int kafkaHeapMiB,
        int cassandraHeapMiB,
        boolean autoCreateTopics,
        List<String> buckets,
        List<String> instruments,
        boolean sattleQuirks) {

    public Options {
        buckets = List.copyOf(buckets);
        instruments = List.copyOf(instruments);
    }

    /** For a person at a laptop: the ports people know. */
    public static Options forDemo() {
        return new Options(
                true,
                Path.of(System.getProperty("java.io.tmpdir")),
                256,
                256,
                false,
                List.of("raw", "nightjar"),
                List.of(),
                true);
    }

    /** For tests, of which several may run at once: any free ports. */
    public static Options forTests() {
        return forDemo().withUsualPorts(false);
    }

    public Options withUsualPorts(boolean usual) {
        return new Options(
                usual,
                parent,
                kafkaHeapMiB,
                cassandraHeapMiB,
                autoCreateTopics,
                buckets,
                instruments,
                sattleQuirks);
    }

    public Options withAutoCreateTopics(boolean auto) {
        return new Options(
                usualPorts,
                parent,
                kafkaHeapMiB,
                cassandraHeapMiB,
                auto,
                buckets,
                instruments,
                sattleQuirks);
    }

    public Options withHeaps(int kafkaMiB, int cassandraMiB) {
        return new Options(
                usualPorts,
                parent,
                kafkaMiB,
                cassandraMiB,
                autoCreateTopics,
                buckets,
                instruments,
                sattleQuirks);
    }

    public Options withInstruments(List<String> more) {
        return new Options(
                usualPorts,
                parent,
                kafkaHeapMiB,
                cassandraHeapMiB,
                autoCreateTopics,
                buckets,
                more,
                sattleQuirks);
    }

    public Options withoutSattleQuirks() {
        return new Options(
                usualPorts,
                parent,
                kafkaHeapMiB,
                cassandraHeapMiB,
                autoCreateTopics,
                buckets,
                instruments,
                false);
    }
}
