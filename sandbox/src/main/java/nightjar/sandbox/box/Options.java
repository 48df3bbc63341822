// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.util.List;

/**
 * How the box is set up.
 *
 * @param usualPorts whether to try the ports people know (Kafka 9092, Cassandra 9042 …) first;
 *     otherwise, and when they are taken, any free ones
 * @param longRun whether Kafka, Cassandra and the store are made for an hour's full speed (the
 *     JVM's full compiler, twice the heap) rather than for a quick start
 * @param crashSafeSchema whether Cassandra's schema survives a SIGKILL of Cassandra; makes each
 *     change of the schema slower. Rows survive in any case
 * @param logins whether Cassandra asks for a user and a password; its first role is cassandra, with
 *     the password cassandra
 * @param autoCreateTopics whether Kafka makes a topic when someone first names it
 * @param instruments instruments that Presence knows beyond upstream's and SandboxCam
 * @param keptLogs folder and beginning of the names under which the logs of neighbours that died
 *     outlive the box; empty when they need not
 */
public record Options(
        boolean usualPorts,
        boolean longRun,
        boolean crashSafeSchema,
        boolean logins,
        boolean autoCreateTopics,
        List<String> instruments,
        String keptLogs) {

    public Options {
        instruments = List.copyOf(instruments);
    }

    /** For a person at a laptop: the ports people know. */
    public static Options forDemo() {
        return new Options(true, false, false, false, false, List.of(), "");
    }

    /** For tests, of which several may run at once: any free ports. */
    public static Options forTests() {
        return new Options(false, false, false, false, false, List.of(), "");
    }

    public Options withUsualPorts(boolean usual) {
        return new Options(
                usual, longRun, crashSafeSchema, logins, autoCreateTopics, instruments, keptLogs);
    }

    public Options withLongRun() {
        return new Options(
                usualPorts, true, crashSafeSchema, logins, autoCreateTopics, instruments, keptLogs);
    }

    public Options withCrashSafeSchema() {
        return new Options(
                usualPorts, longRun, true, logins, autoCreateTopics, instruments, keptLogs);
    }

    public Options withLogins() {
        return new Options(
                usualPorts,
                longRun,
                crashSafeSchema,
                true,
                autoCreateTopics,
                instruments,
                keptLogs);
    }

    public Options withAutoCreateTopics(boolean auto) {
        return new Options(
                usualPorts, longRun, crashSafeSchema, logins, auto, instruments, keptLogs);
    }

    public Options withInstruments(List<String> more) {
        return new Options(
                usualPorts, longRun, crashSafeSchema, logins, autoCreateTopics, more, keptLogs);
    }

    public Options withKeptLogs(String beginning) {
        return new Options(
                usualPorts,
                longRun,
                crashSafeSchema,
                logins,
                autoCreateTopics,
                instruments,
                beginning);
    }

    /** A heap as this run needs it. */
    int heapMiB(int quickRun) {
        return longRun ? 2 * quickRun : quickRun;
    }

    /** JVM options for the servers: the first compiler alone costs a third less CPU to be ready. */
    List<String> compiler() {
        return longRun ? List.of() : List.of("-XX:TieredStopAtLevel=1");
    }
}
