// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import java.lang.management.ManagementFactory;

/** Prints how many alerts of 82 kB one core packs in a second; not a test. */
final class AlertPackerSpeed {

    private AlertPackerSpeed() {}

    public static void main(String[] args) {
        var packer = new AlertPacker();
        // The thread's own time: other work on the machine does not count.
        var threads = ManagementFactory.getThreadMXBean();
        var content = AlertContents.of82Kilobytes();
        for (int round = 0; round < 6; round++) {
            long start = threads.getCurrentThreadCpuTime();
            long bytes = 0;
            int alerts = 5000;
            for (int i = 0; i < alerts; i++) {
                bytes += packer.pack(content).length;
            }
            double seconds = (threads.getCurrentThreadCpuTime() - start) / 1e9;
            System.out.printf("%.0f alerts/s of %d bytes%n", alerts / seconds, bytes / alerts);
        }
    }
}
