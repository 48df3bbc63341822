// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nightjar.job.bench.StubWorkers;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;

/** The bench's workers on a night that looks at one place only: each visit sees it again. */
final class FakeWorkers implements ImageWorkers {

    private static final long POINTING = 2026112000000L;

    private final StubWorkers stub = new StubWorkers();
    private final Path scratch;

    FakeWorkers(Path scratch) {
        this.scratch = scratch;
    }

    @Override
    public Outcome<Summary> difference(Request request, Deadline deadline) {
        return difference(request.detector(), request.work(), deadline);
    }

    private Outcome<Summary> difference(int detector, Path work, Deadline deadline) {
        var there = new Request(POINTING, detector, "r", List.of(), List.of(), List.of(), work);
        return stub.difference(there, deadline);
    }

    /** Where the detector looks. */
    List<Double> cornersDeg(int detector, Deadline deadline) {
        try {
            var work = Files.createTempDirectory(scratch, "corners");
            return difference(detector, work, deadline).asValue().orElseThrow().cornersDeg();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Outcome<Path> force(Path work, Path positions, Deadline deadline) {
        return stub.force(work, positions, deadline);
    }

    @Override
    public void close() {}
}
