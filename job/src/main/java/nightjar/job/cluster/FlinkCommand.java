// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a JVM of a cluster is called. */
final class FlinkCommand {

    /** glibc gives each thread an arena of its own otherwise. */
    static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private FlinkCommand() {}

    /**
     * Java and its options, up to the class path.
     *
     * @param heapMiB its greatest heap
     * @param temporary for its temporary files
     * @param logging Log4j's configuration
     */
    static List<String> java(int heapMiB, Path temporary, Path logging) {
        var command = new ArrayList<>(java(heapMiB));
        command.add("-Djava.io.tmpdir=" + temporary);
        command.add("-Dlog4j2.configurationFile=" + logging);
        return command;
    }

    /**
     * The same, with the usual temporary files.
     *
     * @param heapMiB its greatest heap
     */
    static List<String> java(int heapMiB) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + heapMiB + "m", "-XX:+UseSerialGC", "-Xss512k"));
        command.addAll(List.of("-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(opened());
        return command;
    }

    /** What Flink looks into, as it was opened to this JVM. */
    private static List<String> opened() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(word -> word.startsWith("--add-opens") || word.startsWith("--add-exports"))
                .toList();
    }
}
