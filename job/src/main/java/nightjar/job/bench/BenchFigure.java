// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

/**
 * What one load came to.
 *
 * @param missing visit-detectors whose alerts did not all come in time
 */
record BenchFigure(
        String mode,
        String apdb,
        String load,
        int visitDetectors,
        double sustainedPerSecond,
        double p50Ms,
        double p99Ms,
        double bytesAnAlert,
        int missing) {}
