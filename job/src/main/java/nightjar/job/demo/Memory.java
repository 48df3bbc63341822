// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Watches the resident memory of this process and all its descendants together. */
final class Memory implements AutoCloseable {

    private final AtomicLong peakMiB = new AtomicLong();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        var thread = new Thread(task, "memory");
                        thread.setDaemon(true);
                        return thread;
                    });

    private final ScheduledFuture<?> ticking;

    Memory() {
        ticking = clock.scheduleAtFixedRate(this::look, 0, 1, TimeUnit.SECONDS);
    }

    long peakMiB() {
        return peakMiB.get();
    }

    @Override
    public void close() {
        ticking.cancel(true);
        clock.shutdownNow();
    }

    private void look() {
        var self = ProcessHandle.current();
        long kib =
                Stream.concat(Stream.of(self), self.descendants())
                        .mapToLong(process -> residentKiB(process.pid()))
                        .sum();
        peakMiB.accumulateAndGet(kib / 1024, Math::max);
    }

    /** VmRSS of /proc; 0 where there is none (other systems, or a process just gone). */
    private static long residentKiB(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException e) {
            return 0;
        }
    }
}
