// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.product;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.pixels.Kernels;

/** What a difference says about itself: the content of summary.json, in the order it was told. */
public final class Summary {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode node = JSON.createObjectNode();
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final Map<String, Double> coreSeconds = new LinkedHashMap<>();
    private final long start = System.nanoTime();
    private final long coreStart = coreNanos();
    private long last = start;
    private long coreLast = coreStart;

    /** Ends a stage that began where the one before it ended. */
    public void stage(String name) {
        long now = System.nanoTime();
        seconds.merge(name, (now - last) / 1e9, Double::sum);
        last = now;
        long cores = coreNanos();
        coreSeconds.merge(name, (cores - coreLast) / 1e9, Double::sum);
        coreLast = cores;
    }

    /** Processor time of the whole process, its compiler and its collector included. */
    private static long coreNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Any JSON value; non-finite numbers become null. */
    public Summary put(String key, Object value) {
        if (value instanceof Double d && !Double.isFinite(d)) {
            node.putNull(key);
        } else {
            node.set(key, JSON.valueToTree(value));
        }
        return this;
    }

    /** Adds times, memory and the Java version; nothing is told after that. */
    public Summary finish() {
        ObjectNode times = node.putObject("seconds");
        seconds.forEach(times::put);
        times.put("total", (System.nanoTime() - start) / 1e9);
        ObjectNode cores = node.putObject("coreSeconds");
        coreSeconds.forEach(cores::put);
        cores.put("total", (coreNanos() - coreStart) / 1e9);
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            peak += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        node.put("peakHeapMiB", peak >> 20);
        node.put("kernels", Kernels.best().name()).put("threads", Bands.threads());
        node.put("java", System.getProperty("java.version"));
        return this;
    }

    public ObjectNode json() {
        return node.deepCopy();
    }

    /** Writes summary.json, at once and whole: where it lies, everything else does. */
    public void write(Path folder) throws IOException {
        Path begun = folder.resolve("summary.json.part");
        Files.write(begun, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node));
        Files.move(
                begun,
                folder.resolve("summary.json"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
