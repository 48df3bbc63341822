// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a child JVM.
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
    public static Jvm own(int heapMiB, String... options) {
        return new Jvm(Jdks.current(), heapMiB, List.of(options), Libraries.ownClassPath());
    }

    /** The command that runs {@code main} under a leash. */
    public List<String> running(String main, List<String> arguments) {
        List<String> command = unleashed("nightjar.sandbox.box.Leash");
        command.add(main);
        command.addAll(arguments);
        return command;
    }

    /** The command that runs {@code main} without one. */
    List<String> unleashed(String main) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.add("-Xmx" + heapMiB + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Djava.awt.headless=true");
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add(main);
        return command;
    }
}
