// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How the box is set up.
 *
 * @param wishes what is wanted beyond the least
 * @param instruments instruments that Presence knows beyond upstream's and SandboxCam
 * @param keptLogs folder and beginning of the names under which the logs of neighbours that died
 *     outlive the box; empty when they need not
 */
public record Options(Set<Wish> wishes, List<String> instruments, String keptLogs) {

    /** What may be wanted. */
    public enum Wish {
        /** The ports people know (Kafka 9092, Cassandra 9042 …), where they are free. */
        USUAL_PORTS,
        /**
         * Kafka, Cassandra and the store made for an hour's full speed (the JVM's full compiler,
         * twice the heap) rather than for a quick start.
         */
        LONG_RUN,
        /**
         * Cassandra's schema survives a SIGKILL of Cassandra; makes each change of the schema
         * slower. Rows survive in any case.
         */
        CRASH_SAFE_SCHEMA,
        /**
         * Cassandra asks for a user and a password; its first role is cassandra, with the password
         * cassandra.
         */
        LOGINS,
        /** Kafka and Cassandra take encrypted connections, too, with the box's certificate. */
        ENCRYPTION,
        /** Kafka makes a topic when someone first names it. */
        AUTO_CREATED_TOPICS
    }

    public Options {
        wishes = Set.copyOf(wishes);
        instruments = List.copyOf(instruments);
    }

    /** For a person at a laptop: the ports people know. */
    public static Options forDemo() {
        return forTests().with(Wish.USUAL_PORTS);
    }

    /** For tests, of which several may run at once: any free ports. */
    public static Options forTests() {
        return new Options(Set.of(), List.of(), "");
    }

    public Options with(Wish wish) {
        var more = EnumSet.of(wish);
        more.addAll(wishes);
        return new Options(more, instruments, keptLogs);
    }

    public Options without(Wish wish) {
        var fewer = EnumSet.noneOf(Wish.class);
        fewer.addAll(wishes);
        fewer.remove(wish);
        return new Options(fewer, instruments, keptLogs);
    }

    public Options withInstruments(List<String> more) {
        return new Options(wishes, more, keptLogs);
    }

    public Options withKeptLogs(String beginning) {
        return new Options(wishes, instruments, beginning);
    }

    boolean wants(Wish wish) {
        return wishes.contains(wish);
    }

    /** A heap as this run needs it. */
    int heapMiB(int quickRun) {
        return wants(Wish.LONG_RUN) ? 2 * quickRun : quickRun;
    }

    /** JVM options for the servers: the first compiler alone costs a third less CPU to be ready. */
    List<String> compiler() {
        return wants(Wish.LONG_RUN) ? List.of() : List.of("-XX:TieredStopAtLevel=1");
    }
}
