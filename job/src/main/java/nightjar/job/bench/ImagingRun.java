// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One difference, timed.
 *
 * @param size pixels along each side
 * @param jdk its version
 * @param call "cold", the first in its Java, or "warm"
 * @param kernels how convolutions are summed: "scalar" or "vector"
 * @param threads that one difference may use
 * @param detectors differenced at once, each in a Java of its own; the figures are the slower's
 * @param seconds by the wall clock, by stage and "total"
 * @param coreSeconds of the whole process: its compiler and its collector too
 * @param peakHeapMiB sum of the peaks of the heap's parts, garbage included
 */
record ImagingRun(
        int size,
        String jdk,
        String call,
        String kernels,
        int threads,
        int detectors,
        Map<String, Double> seconds,
        Map<String, Double> coreSeconds,
        long peakHeapMiB) {

    static ImagingRun of(int size, String call, int detectors, JsonNode summary) {
        return new ImagingRun(
                size,
                summary.path("java").asText(),
                call,
                summary.path("kernels").asText("scalar"),
                summary.path("threads").asInt(1),
                detectors,
                stages(summary.path("seconds")),
                stages(summary.path("coreSeconds")),
                summary.path("peakHeapMiB").asLong());
    }

    private static Map<String, Double> stages(JsonNode node) {
        var stages = new LinkedHashMap<String, Double>();
        node.properties().forEach(stage -> stages.put(stage.getKey(), stage.getValue().asDouble()));
        return stages;
    }

    double total() {
        return seconds.getOrDefault("total", Double.NaN);
    }

    /** Head of the table whose lines {@link #line} makes. */
    static String head() {
        return "size  jdk        call  kernels threads  science  template    psf  match  detect"
                + "  measure  write   total s  core-s  heap MiB";
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-5d %-10s %-5s %-7s %7s %8.2f %9.2f %6.2f %6.2f %7.2f %8.2f %6.2f %9.2f %7.2f %9d",
                size,
                jdk,
                call,
                kernels,
                detectors > 1 ? detectors + " x " + threads : Integer.toString(threads),
                stage("science"),
                stage("template"),
                stage("psf"),
                stage("match"),
                stage("detect"),
                stage("measure"),
                stage("write"),
                total(),
                coreSeconds.getOrDefault("total", Double.NaN),
                peakHeapMiB);
    }

    private double stage(String name) {
        return seconds.getOrDefault(name, Double.NaN);
    }
}
