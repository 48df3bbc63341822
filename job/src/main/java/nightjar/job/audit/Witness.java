// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import nightjar.job.audit.Evidence.RowsSeen;
import nightjar.job.config.ApdbConfig;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.Places;
import nightjar.model.Ended;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.ObjectStore;
import nightjar.model.time.Tai;

/**
 * Gathers the evidence, each piece from where it lies with a reader of its own. Asked again it goes
 * on where its topics ended.
 */
public final class Witness implements AutoCloseable {

    private static final long HOUR = 3_600_000;

    /** Nothing is kept in it: plans are read from the store itself. */
    private static final long CACHE_BYTES = 1 << 20;

    private final NightjarConfig config;
    private final Path folder;
    private final ObjectStore store;
    private final Ring ring;
    private final ClaimScan claims;
    private final ApdbLook apdb;
    private final PlanReader reader;
    private final PlanShelf plans;
    private final FileLook files;
    private final Thread atExit = new Thread(this::delete, "audit-folder");
    private Optional<TopicsRead> topics = Optional.empty();

    private Witness(NightjarConfig config, Path folder, Ring ring, ApdbLook apdb) {
        this.config = config;
        this.folder = folder;
        this.ring = ring;
        this.apdb = apdb;
        claims =
                new ClaimScan(
                        ring,
                        config.apdb().claims(),
                        config.instrument().name(),
                        consistency(config));
        store = Places.store(config.store(), folder.resolve("cache").toString(), CACHE_BYTES);
        reader = new PlanReader(store, folder);
        plans = new PlanShelf(reader);
        files = new FileLook(store);
        Runtime.getRuntime().addShutdownHook(atExit); // following is ended by a signal
    }

    private static ConsistencyLevel consistency(NightjarConfig config) {
        return DefaultConsistencyLevel.valueOf(config.apdb().consistency());
    }

    /**
     * A witness of what this job leaves.
     *
     * @throws Unanswered when Cassandra does not answer or holds no such keyspaces
     */
    public static Witness open(NightjarConfig config) {
        var ring = new Ring(session(config.apdb()), consistency(config));
        try {
            var apdb = new ApdbLook(ring, config.apdb().keyspace(), config.release());
            return new Witness(config, Files.createTempDirectory("nightjar-audit"), ring, apdb);
        } catch (Unanswered e) {
            ring.close();
            throw e;
        } catch (IOException e) {
            ring.close();
            throw new Unanswered("the folder for temporary files", e);
        }
    }

    private static CqlSession session(ApdbConfig apdb) {
        try {
            return Places.cassandra(apdb);
        } catch (DriverException e) {
            throw new Unanswered("Cassandra at " + String.join(", ", apdb.contactPoints()), e);
        }
    }

    /**
     * All evidence of a scope.
     *
     * @throws Unanswered when somebody does not answer
     */
    Evidence look(Scope scope) {
        var first = claims.of(scope);
        var planned = known(read(first).values());
        var topic = topics(scope, first);
        topic.look(scope);
        var rows = apdb.of(scope, planned);
        var missing = files.missing(planned.stream().flatMap(it -> it.files().stream()).toList());
        // Again: what was seen meanwhile may be of claims that are younger than the first look.
        var last = claims.of(scope);
        plans.keepOnly(last);
        return new Evidence(
                config.instrument().name(),
                last,
                read(last),
                topic.alerts().sent(),
                topic.alerts().strangers(),
                rows,
                topic.records().seen(),
                missing,
                topic.ledger().newest());
    }

    private Map<Numbered, Outcome<PlanFacts>> read(List<ClaimSeen> some) {
        Map<Numbered, Outcome<PlanFacts>> read = new HashMap<>();
        some.forEach(claim -> read.put(claim.of(), plans.of(claim)));
        return read;
    }

    private static List<PlanFacts> known(Collection<Outcome<PlanFacts>> read) {
        var known = new ArrayList<PlanFacts>();
        read.forEach(plan -> plan.asValue().ifPresent(known::add));
        return known;
    }

    private TopicsRead topics(Scope scope, List<ClaimSeen> some) {
        var opened = topics.orElseGet(() -> TopicsRead.open(config, fromMillis(scope, some)));
        topics = Optional.of(opened);
        return opened;
    }

    /**
     * Shortly before the oldest claim; also what nobody claimed is looked for from the night's
     * beginning on, unless old files are being processed.
     */
    private static long fromMillis(Scope scope, List<ClaimSeen> claims) {
        long begin = Tai.utcMillisOfMjdTai(scope.beginMjdTai());
        var oldest =
                claims.stream().mapToLong(it -> Tai.utcMillisOfMjdTai(it.storeTimeMjdTai())).min();
        return oldest.isEmpty()
                ? begin - HOUR
                : Math.max(Math.min(begin, oldest.getAsLong()), oldest.getAsLong() - 24 * HOUR)
                        - HOUR;
    }

    /** One claim as it stands now, read serially. */
    public Optional<ClaimSeen> claim(Numbered of) {
        return claims.serially(of);
    }

    /** All claims of a scope. */
    public List<ClaimSeen> claims(Scope scope) {
        return claims.of(scope);
    }

    PlanReader plans() {
        return reader;
    }

    /** What a claim's plan promises. */
    Outcome<PlanFacts> plan(ClaimSeen claim) {
        return plans.of(claim);
    }

    /** What the APDB has of a plan: its sources and objects, looked up one by one. */
    RowsSeen stored(PlanFacts plan) {
        return apdb.of(plan);
    }

    /** The newest ledger entries of a scope, since its night began or it was claimed. */
    public Collection<Ended> ledger(Scope scope, Optional<ClaimSeen> claim) {
        double since =
                claim.map(it -> Math.min(it.storeTimeMjdTai(), scope.beginMjdTai()))
                        .orElseGet(scope::beginMjdTai);
        var from = Tai.utcMillisOfMjdTai(since) - HOUR;
        var at = Places.kafka(config.kafka().own());
        var topic = TopicScan.openWhatIsLeft(at, config.topics().ledger(), from);
        try (var ledger = new LedgerTopic(topic, config.instrument().name())) {
            ledger.look(scope);
            return ledger.newest().values();
        }
    }

    /** Reads something of an image worker's product; lost when it is gone or damaged. */
    Outcome<Integer> product(Stored product, ProductReading reading) {
        var copy = folder.resolve("product.zip");
        return store.fetch(product.uri(), copy)
                .then(
                        file -> {
                            try (var zip = new ZipFile(file.toFile())) {
                                return Outcome.done(reading.from(zip));
                            } catch (IOException e) {
                                return Outcome.lost(
                                        Loss.failed(product.uri() + " cannot be read: " + e));
                            }
                        });
    }

    /** Reads a count of a product. */
    interface ProductReading {
        int from(ZipFile product) throws IOException;
    }

    @Override
    public void close() {
        topics.ifPresent(TopicsRead::close);
        ring.close();
        store.close();
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // It runs already.
        }
    }

    private void delete() {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // The system empties its folder for temporary files.
        }
    }
}
