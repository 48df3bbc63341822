// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What kind of JVM a child is.
 *
 * @param java the launcher
 * @param heapMiB the most heap it may have
 * @param options further JVM options
 * @param classPath what its main class needs, {@code Leash} included
 */
public record Jvm(Path java, int heapMiB, List<String> options, String classPath) {

    public Jvm {
        options = List.copyOf(options);
    }

    /** A JVM like this one, with this one's class path. */
    public static Jvm own(int heapMiB, List<String> options) {
        return new Jvm(Jdks.current(), heapMiB, options, Libraries.ownClassPath());
    }

    /** The small JVM of a program of ours that does little. */
    public static Jvm small(int heapMiB) {
        return own(heapMiB, List.of("-XX:TieredStopAtLevel=1", "-Xss384k"));
    }

    /** The command that runs {@code main}; what it and its native libraries unpack goes to tmp. */
    List<String> command(Path tmp, String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        // A heap that begins small stays smaller: without it Cassandra takes 200 MB more.
        command.add("-Xms" + Math.max(8, heapMiB / 4) + "m");
        command.add("-Xmx" + heapMiB + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        // Its file in the system's temporary folder would stay behind.
        command.add("-XX:-UsePerfData");
        command.add("-Djava.awt.headless=true");
        command.add("-Djava.io.tmpdir=" + tmp);
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add(main);
        command.addAll(arguments);
        return command;
    }
}
