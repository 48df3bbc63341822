// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import com.datastax.oss.driver.api.core.DriverException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import nightjar.connectors.apdb.LineageHolders.Holder;
import nightjar.job.config.NightjarConfig;
import nightjar.model.port.HandOver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hand-over of a lineage by a table in which each job writes that it takes it. The job before
 * looks into it at each checkpoint, so that no checkpoint of it is complete, and nothing of it can
 * be read, that began after the lineage was taken.
 */
final class Succession implements HandOver {

    /** Longer than a checkpoint of a busy job takes, and a restart of one. */
    static final Duration SILENCE = Duration.ofSeconds(20);

    /** Both clocks, and what was sent before the job before it knew. */
    private static final long MARGIN_MILLIS = 120_000;

    private static final long EVERY_MILLIS = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Succession.class);

    private final String lineage;
    private final Register register;
    private final Announcements announcements;
    private final Duration silence;
    private Optional<Holder> taken = Optional.empty();

    /** Which alerts were announced between two moments, UTC milliseconds since 1970. */
    interface Announcements {
        Set<Long> between(long fromMillis, long toMillis);
    }

    /**
     * @param register of the lineage
     * @param silence a job that has completed no checkpoint for so long is taken for dead
     */
    Succession(String lineage, Register register, Announcements announcements, Duration silence) {
        this.lineage = lineage;
        this.register = register;
        this.announcements = announcements;
        this.silence = silence;
    }

    /** As it is configured; empty where jobs of a lineage are not to take over from each other. */
    static Optional<Succession> of(NightjarConfig config, Cassandra cassandra) {
        var lineage = config.lineage();
        var register = Register.of(lineage, cassandra::holders, cassandra::lineages);
        return config.alerts().handOver()
                ? Optional.of(
                        new Succession(lineage, register, new AnnouncedAlerts(config), SILENCE))
                : Optional.empty();
    }

    @Override
    public Set<Long> take(String job, long sinceMillis) throws InterruptedException {
        try {
            var mine = row(job, sinceMillis);
            if (after(mine, register.all()).isPresent()) {
                return Set.of();
            }
            register.resume(mine);
            taken = Optional.of(mine);
            if (mine.sinceMillis() == 0) {
                return Set.of();
            }
            awaitEnd(mine);
            var told =
                    announcements.between(
                            mine.sinceMillis() - MARGIN_MILLIS, mine.takenMillis() + MARGIN_MILLIS);
            LOG.info(
                    "lineage {} is job {}'s: {} alerts on the topic are not sent again",
                    lineage,
                    job,
                    told.size());
            return told;
        } catch (DriverException e) {
            throw new IllegalStateException("lineage " + lineage + " cannot be taken over", e);
        }
    }

    /** Subtasks that take at once may make a row each: the first is the job's. */
    private Holder row(String job, long sinceMillis) {
        var known = first(job, register.all());
        if (known.isPresent()) {
            return known.get();
        }
        register.take(job, sinceMillis);
        return first(job, register.all()).orElseThrow();
    }

    private static Optional<Holder> first(String job, List<Holder> all) {
        return all.stream().filter(it -> it.job().equals(job)).findFirst();
    }

    /** The newest other job that took it after this one did. */
    private static Optional<Holder> after(Holder mine, List<Holder> all) {
        return all.stream()
                .dropWhile(it -> !it.taken().equals(mine.taken()))
                .filter(it -> !it.job().equals(mine.job()))
                .reduce((one, later) -> later);
    }

    private static Optional<Holder> before(Holder mine, List<Holder> all) {
        return all.stream()
                .takeWhile(it -> !it.taken().equals(mine.taken()))
                .filter(it -> !it.job().equals(mine.job()))
                .reduce((one, later) -> later);
    }

    /** Waits until the job before says that it ends, or completes no checkpoint any more. */
    private void awaitEnd(Holder mine) throws InterruptedException {
        long newest = -1;
        long sinceNanos = System.nanoTime();
        while (System.nanoTime() - sinceNanos < silence.toNanos()) {
            var all = register.all();
            var before = before(mine, all);
            if (before.isEmpty() || hasEnded(before.get().job(), all)) {
                return;
            }
            long noted = register.newestCheckpoint();
            if (noted != newest) {
                newest = noted;
                sinceNanos = System.nanoTime();
            }
            TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
        }
        // The next start of this job need not wait again.
        var silent = before(mine, register.all());
        silent.ifPresent(it -> register.end(it));
        LOG.warn(
                "lineage {}: the job before has completed no checkpoint for {} s, and is not waited for",
                lineage,
                silence.toSeconds());
    }

    private static boolean hasEnded(String job, List<Holder> all) {
        return all.stream().anyMatch(it -> it.job().equals(job) && it.hasEnded());
    }

    /**
     * While Cassandra is away nobody is known to have taken it; nor is anything committed then that
     * could be announced.
     */
    @Override
    public Optional<String> successor(String job) {
        try {
            var all = register.all();
            var mine = first(job, all);
            var next = mine.flatMap(it -> after(it, all));
            if (mine.isPresent() && next.isPresent()) {
                register.end(mine.get());
            }
            return next.map(Holder::job);
        } catch (DriverException e) {
            LOG.warn("who has lineage {} is not to be had: {}", lineage, e.toString());
            return Optional.empty();
        }
    }

    /** Who waits for the lineage need not wait until it is clear that nobody works. */
    @Override
    public void close() {
        try {
            taken.ifPresent(it -> register.end(it));
        } catch (DriverException e) {
            LOG.warn(
                    "the end of a job of lineage {} could not be noted: {}", lineage, e.toString());
        }
    }
}
