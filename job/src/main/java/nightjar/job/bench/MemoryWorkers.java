// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import nightjar.job.simulate.runtime.Strands;
import nightjar.job.simulate.runtime.VirtualTime;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;

/** Image workers that take seconds of a virtual clock, of fields that are visited again. */
final class MemoryWorkers implements ImageWorkers {

    private static final double ARCSEC = 1 / 3600.0;

    private final MemoryNight night;
    private final VirtualTime time;
    private final Strands strands;

    /** What they find. */
    private final StubWorkers found =
            new StubWorkers() {
                @Override
                protected double[] centre(long visit, int detector) {
                    return BenchSky.detector(night.pointing(visit), detector);
                }

                /** Within the half arcsecond in which a source is an object's. */
                @Override
                protected double jitterDeg(long visit, int source) {
                    return Math.floorMod(visit * 7 + source * 3L, 10) * 0.03 * ARCSEC;
                }
            };

    MemoryWorkers(MemoryNight night, VirtualTime time, Strands strands) {
        this.night = night;
        this.time = time;
        this.strands = strands;
    }

    @Override
    public Outcome<Summary> difference(Request request, Deadline deadline)
            throws InterruptedException {
        strands.pause(time.between(1_500, 4_000));
        if (time.chance(0.02)) {
            return Outcome.lost(new Loss(Ending.FAILED, Cause.RETRIABLE, "the image worker died"));
        }
        var answer = found.difference(request, deadline);
        try {
            Files.write(request.work().resolve("difference.fits"), new byte[28_800]);
            likeStars(request.work().resolve("diaSources.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer;
    }

    /** So that they are forced when they are seen again. */
    private static void likeStars(Path table) throws IOException {
        var lines = new ArrayList<String>();
        for (var line : Files.readAllLines(table)) {
            lines.add(line + (lines.isEmpty() ? ",isDipole,glint_trail" : ",false,false"));
        }
        Files.write(table, lines);
    }

    @Override
    public Outcome<Path> force(Path work, Path positions, Deadline deadline)
            throws InterruptedException {
        strands.pause(time.between(200, 600));
        return found.force(work, positions, deadline);
    }

    @Override
    public void close() {}
}
