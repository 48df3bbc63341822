// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nightjar.job.config.ConfigurationException;

/** The sandbox's image worker in Python, as a stand-in for a survey's own payload. */
final class PythonWorker {

    private static final int MEMORY_MIB = 2048;

    private PythonWorker() {}

    /** The worker's command line; empty stands for the native engine. */
    static List<String> commandFor(DemoOptions options) {
        if (options.payload == DemoOptions.Payload.NATIVE) {
            return List.of();
        }
        var root = Path.of(System.getProperty("nightjar.root", ".")).toAbsolutePath();
        var python = root.resolve(".nightjar/payload/bin/python");
        var worker = root.resolve("sandbox/payload/worker.py");
        if (!Files.isExecutable(python)) {
            throw new ConfigurationException(
                    "the Python image worker is not prepared: "
                            + root.resolve("sandbox/payload/prepare.sh")
                            + " "
                            + root.resolve(".nightjar/payload")
                            + " does that");
        }
        return List.of(
                python.toString(), worker.toString(), "--memory-mib", Integer.toString(MEMORY_MIB));
    }
}
