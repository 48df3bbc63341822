// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Image workers of whom summaries, tables and cutouts are kept, and no pixels. What they leave is
 * gone soon, so that it is read here and now: some megabytes after seconds of work.
 */
final class RecordingWorkers implements ImageWorkers {

    /** Stands for the content of a file that is not kept. */
    static final byte[] PIXELS = {};

    private static final Logger LOG = LoggerFactory.getLogger(RecordingWorkers.class);
    private static final long MOST_BYTES = 64L << 20;

    private final ImageWorkers workers;
    private final Recorder recorder;

    RecordingWorkers(ImageWorkers workers, Recorder recorder) {
        this.workers = workers;
        this.recorder = recorder;
    }

    @Override
    public Outcome<Summary> difference(Request request, Deadline deadline)
            throws InterruptedException {
        var asked = recorder.asked(Question.key(ImageWorkers.class, "difference", request));
        try {
            var answer = workers.difference(request, deadline);
            answer.match(summary -> asked.done(summary, left(request.work())), asked::lost);
            return answer;
        } catch (InterruptedException e) {
            asked.never();
            throw e;
        }
    }

    @Override
    public Outcome<Path> force(Path work, Path positions, Deadline deadline)
            throws InterruptedException {
        var asked = recorder.asked(forceKey());
        try {
            var answer = workers.force(work, positions, deadline);
            answer.match(
                    forced ->
                            asked.same(
                                    Map.of(
                                            PlayedWorkers.FORCED,
                                            content(forced),
                                            PlayedWorkers.POSITIONS,
                                            content(positions))),
                    asked::lost);
            return answer;
        } catch (InterruptedException e) {
            asked.never();
            throw e;
        }
    }

    /** Where to look is seen in what comes out; whose image it is the stage knows. */
    static String forceKey() {
        return Question.key(ImageWorkers.class, "force", Question.by());
    }

    private static Map<String, byte[]> left(Path work) {
        var left = new TreeMap<String, byte[]>();
        try (var files = Files.newDirectoryStream(work, Files::isRegularFile)) {
            for (var file : files) {
                var name = String.valueOf(file.getFileName());
                left.put(name, name.contains(".fits") ? PIXELS : content(file));
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("What an image worker left in {} is not recorded: {}", work, e.toString());
        }
        return left;
    }

    private static byte[] content(Path file) {
        try {
            return Files.size(file) > MOST_BYTES ? PIXELS : Files.readAllBytes(file);
        } catch (IOException e) {
            LOG.warn("{} is not recorded: {}", file, e.toString());
            return PIXELS;
        }
    }

    @Override
    public void close() {
        workers.close();
    }
}
