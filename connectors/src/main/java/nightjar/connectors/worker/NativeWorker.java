// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import java.util.List;

/** The command line of nightjar's own image engine as a worker. */
public final class NativeWorker {

    private static final String MAIN = "nightjar.imaging.worker.Main";

    private NativeWorker() {}

    /**
     * @param java the Java to run it on
     * @param classpath imaging and what it needs
     * @param heapMiB its greatest heap
     */
    public static List<String> command(NewestJava java, String classpath, int heapMiB) {
        return List.of(
                java.executable().toString(),
                "-Xmx" + heapMiB + "m",
                // One image at a time is one thread's work; more would take others' cores.
                "-XX:+UseSerialGC",
                // An image is tens of megabytes: not to be copied from one generation to the next.
                "-XX:PretenureSizeThreshold=1m",
                "-Djava.awt.headless=true",
                "-cp",
                classpath,
                MAIN);
    }
}
