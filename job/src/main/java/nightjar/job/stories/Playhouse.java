// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import nightjar.job.stories.Difference.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the stories of a seed, one after the other, in one world. */
final class Playhouse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Playhouse.class);

    private static final int FEWEST_ALERTS = 30;

    private final World world;

    private Playhouse(World world) {
        this.world = world;
    }

    /** Opens a world and plays the night undisturbed. */
    static Playhouse open(long seed, Consumer<String> progress) throws Exception {
        var world = World.open(seed, progress);
        try {
            long began = System.nanoTime();
            var harvest = undisturbed(world);
            progress.accept(
                    "undisturbed: %d alerts of %d visit-detectors, %.1f s"
                            .formatted(
                                    harvest.alertCount(),
                                    harvest.outcomes().size(),
                                    (System.nanoTime() - began) / 1e9));
            return new Playhouse(world);
        } catch (Exception | Error e) {
            world.close();
            throw e;
        }
    }

    private static Harvest undisturbed(World world) throws Exception {
        try (var run = world.run("undisturbed", (any, name) -> Map.of())) {
            run.start();
            run.show().play();
            run.awaitEnd();
            var harvest = run.harvest();
            var audit = run.audit();
            run.stop();
            if (audit.differs()) {
                throw new IllegalStateException("undisturbed, " + audit.text());
            }
            requireMeaning(harvest);
            world.remember(harvest, run.reader().seconds());
            return harvest;
        }
    }

    /** A night that proves something: enough alerts, and objects that several visits saw. */
    private static void requireMeaning(Harvest harvest) {
        if (harvest.alertCount() < FEWEST_ALERTS) {
            throw new IllegalStateException(
                    "the night has %d alerts only: %s"
                            .formatted(
                                    harvest.alertCount(),
                                    harvest.outcomes() + " " + harvest.whys()));
        }
        var objects = new TreeMap<String, Integer>();
        harvest.rows().getOrDefault("DiaObjectLast", List.of()).forEach(row -> objects.put(row, 1));
        if (objects.size() >= harvest.alertCount()) {
            throw new IllegalStateException("no object of the night was seen twice");
        }
    }

    /** Plays one. */
    StoryRow play(Story story) throws InterruptedException, IOException {
        long began = System.nanoTime();
        try (var run = world.run(story.name(), story.settings())) {
            return play(story, run, began);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return failed(story, 0, began, e);
        } finally {
            world.restore();
        }
    }

    private StoryRow play(Story story, Run run, long began) throws InterruptedException {
        try {
            story.plot().play(run);
            var differences = new ArrayList<>(Comparison.of(world.undisturbed(), run.harvest()));
            differences.addAll(run.broken());
            var audit = run.audit();
            if (audit.differs() || audit.text().startsWith("audit: not done")) {
                differences.add(new Difference(Kind.AUDIT, run.name(), audit.text()));
            }
            differences.forEach(it -> LOG.info("{}: {}", story.name(), it));
            return StoryRow.of(story, run, differences, seconds(began));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return failed(story, run.harm().pid(), began, e);
        } finally {
            stop(run);
        }
    }

    private static void stop(Run run) throws InterruptedException {
        try {
            run.stop();
        } catch (IllegalStateException e) {
            LOG.warn("the job of {} could not be cancelled", run.name(), e);
        }
    }

    private StoryRow failed(Story story, long pid, long began, Exception why) {
        LOG.error("story {} failed", story.name(), why);
        var words = why.getClass().getSimpleName() + ": " + why.getMessage();
        return new StoryRow(
                story.name(),
                world.night().seed(),
                List.of(),
                Recovery.NONE,
                pid,
                seconds(began),
                words);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    @Override
    public void close() {
        world.close();
    }
}
