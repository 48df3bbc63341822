// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import java.util.ArrayList;
import java.util.List;

/** The command line of nightjar's own image engine as a worker. */
public final class NativeWorker {

    private static final String MAIN = "nightjar.imaging.worker.Main";
    private static final String VECTOR = "jdk.incubator.vector";
    private static final int LEAST_YOUNG_MIB = 64;

    private NativeWorker() {}

    /**
     * @param java the Java to run it on
     * @param classpath imaging and what it needs
     * @param heapMiB its greatest heap
     */
    public static List<String> command(NewestJava java, String classpath, int heapMiB) {
        var command = new ArrayList<String>();
        command.add(java.executable().toString());
        command.addAll(options(java, heapMiB));
        command.addAll(List.of("-Djava.awt.headless=true", "-cp", classpath, MAIN));
        return command;
    }

    /** What the engine wants of a Java. */
    public static List<String> options(NewestJava java, int heapMiB) {
        var options = new ArrayList<String>();
        options.add("-Xmx" + heapMiB + "m");
        // One image at a time is one thread's work; more would take others' cores.
        options.add("-XX:+UseSerialGC");
        // An image is tens of megabytes: not to be copied from one generation to the next.
        options.add("-XX:PretenureSizeThreshold=1m");
        // Nearly all of the heap is for planes, which are old from the start.
        options.add("-XX:MaxNewSize=" + Math.max(LEAST_YOUNG_MIB, heapMiB / 8) + "m");
        if (java.has(VECTOR)) {
            // The engine uses it where it is fast; Java says a line about it on standard error.
            options.addAll(List.of("--add-modules", VECTOR));
        }
        return options;
    }
}
