// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nightjar.operators.stage.Limit;

/**
 * All that nightjar can be told, in one typed record, read once. What each key means stands beside
 * it in {@code flink-conf/nightjar.yaml}, the annotated example; Flink's own settings are in {@code
 * flink-conf/config.yaml} and nowhere else.
 */
public record NightjarConfig(
        String lineage,
        int release,
        SecurityConfig security,
        Instrument instrument,
        PipelinesConfig pipelines,
        FanOut fanOut,
        Snaps snaps,
        Order order,
        Topics topics,
        KafkaConfig kafka,
        Registry registry,
        StoreConfig store,
        Http presence,
        Http sattle,
        Http mpsky,
        SasquatchConfig sasquatch,
        ApdbConfig apdb,
        Imaging imaging,
        AlertStream alerts,
        ButlerConfig butler,
        Limits limits) {

    public NightjarConfig {
        Check.text("lineage", lineage);
        Check.that(
                lineage.matches("[a-z0-9][a-z0-9-]{0,39}"),
                "lineage",
                lineage,
                "use up to 40 lower-case letters, digits and dashes");
        Check.that(release >= 0 && release < 64, "release", release, "it is packed in 6 bits");
        Embargo.require(store, butler, instrument.geometry());
    }

    /**
     * The camera.
     *
     * @param name the Butler's short name
     * @param detectors active science detectors
     * @param testDetectors salIndex of a test visit → the detectors it goes to
     * @param detectorLists files with the detector lists as the fan-out's charts have them, each
     *     over those before; empty once they are read: they then stand in the two above
     * @param geometry URI of the camera's geometry file
     * @param bands physical filter → band
     * @param paddingArcsec how far each corner of a detector's predicted region is pushed outward
     * @param pixelArcsec side of a pixel
     */
    public record Instrument(
            String name,
            List<Integer> detectors,
            Map<Long, List<Integer>> testDetectors,
            List<String> detectorLists,
            String geometry,
            Map<String, String> bands,
            double paddingArcsec,
            double pixelArcsec) {
        public Instrument {
            Check.text("instrument.name", name);
            Check.uri("instrument.geometry", geometry);
            if (detectorLists.isEmpty()) {
                Check.filled("instrument.detectors", detectors);
            }
            detectorLists = List.copyOf(detectorLists);
            detectors = List.copyOf(detectors);
            testDetectors = Map.copyOf(testDetectors);
            bands = Map.copyOf(bands);
        }
    }

    NightjarConfig with(Instrument other) {
        return new NightjarConfig(
                lineage, release, security, other, pipelines, fanOut, snaps, order, topics, kafka,
                registry, store, presence, sattle, mpsky, sasquatch, apdb, imaging, alerts, butler,
                limits);
    }

    /**
     * What happens to announcements.
     *
     * @param expiry older announcements end as IGNORED(stale)
     * @param memory how long a group's detectors are remembered, for cancellations
     */
    public record FanOut(Duration expiry, Duration memory) {
        public FanOut {
            Check.positive("fanOut.expiry", expiry);
            Check.positive("fanOut.memory", memory);
        }
    }

    /**
     * Waiting for snaps.
     *
     * @param imageTimeout waited on top of twice the visit's duration, from the end of preload
     * @param unannounced how long a raw waits for its announcement
     * @param presenceEvery Presence is asked this often while snaps are missing
     * @param identifyWithin a raw whose group stays unknown is given up after this
     * @param rotationToleranceDeg exposures turned further from the announcement are rejected
     * @param tombstone how long an ended visit-detector is remembered, for duplicates
     */
    public record Snaps(
            Duration imageTimeout,
            Duration unannounced,
            Duration presenceEvery,
            Duration identifyWithin,
            double rotationToleranceDeg,
            Duration tombstone) {
        public Snaps {
            Check.positive("snaps.imageTimeout", imageTimeout);
            Check.positive("snaps.unannounced", unannounced);
            Check.positive("snaps.presenceEvery", presenceEvery);
            Check.positive("snaps.identifyWithin", identifyWithin);
            Check.positive("snaps.tombstone", tombstone);
        }
    }

    /**
     * Order between overlapping visits.
     *
     * @param patience how long a later visit waits for earlier ones, from when its images were
     *     there
     */
    public record Order(Duration patience) {}

    /**
     * Topic names.
     *
     * @param nextVisit announcements
     * @param nextVisitCanceled cancellations
     * @param objectCreated regular expression: the topic is renamed whenever Ceph gets stuck
     */
    public record Topics(
            String nextVisit,
            String nextVisitCanceled,
            String objectCreated,
            String alerts,
            String butler,
            String ledger,
            String quarantine) {
        public Topics {
            Check.text("topics.nextVisit", nextVisit);
            Check.text("topics.nextVisitCanceled", nextVisitCanceled);
            Check.pattern("topics.objectCreated", objectCreated);
            Check.text("topics.alerts", alerts);
            Check.text("topics.butler", butler);
            Check.text("topics.ledger", ledger);
            Check.text("topics.quarantine", quarantine);
        }
    }

    /**
     * The Confluent schema registries, asked in this order.
     *
     * @param authorization file with the Authorization header's value; empty for none
     * @param authorities PEM file of whom to trust
     */
    public record Registry(List<String> urls, Secret authorization, String authorities) {
        public Registry {
            Check.filled("registry.urls", urls);
            urls.forEach(url -> Check.address("registry.urls", url, "registry.authorization"));
            urls = List.copyOf(urls);
        }
    }

    /**
     * A neighbour that speaks HTTP.
     *
     * @param url its base; empty means there is none
     * @param authorization file with the Authorization header's value; empty for none
     * @param authorities PEM file of whom to trust
     */
    public record Http(String url, Secret authorization, String authorities) {
        public Http {
            Check.address("*.url", url, "authorization: FILE beside it");
        }
    }

    /**
     * Image workers.
     *
     * @param command the worker's command line; empty for the native engine on the newest JDK
     * @param workers how many on each TaskManager
     * @param heapMiB greatest heap of a native worker
     * @param calibrations folder, where the workers run, of what takes the instrument's signature
     *     off raws; empty for raws that have none
     */
    public record Imaging(List<String> command, int workers, int heapMiB, String calibrations) {
        public Imaging {
            Check.that(workers > 0, "imaging.workers", workers, "at least one");
            command = List.copyOf(command);
        }
    }

    /**
     * The alert topic.
     *
     * @param exactlyOnce transactional (the default) or at least once
     * @param parallelism transactional writers
     * @param olderAllowed whether a job may go on from a checkpoint that is not its lineage's
     *     newest
     * @param handOver whether a job may take its lineage from another that still runs
     */
    public record AlertStream(
            boolean exactlyOnce,
            int parallelism,
            Duration transactionTimeout,
            boolean olderAllowed,
            boolean handOver) {
        public AlertStream {
            Check.positive("alerts.transactionTimeout", transactionTimeout);
        }
    }

    /** How much each stage may hold, do at once, take and try. */
    public record Limits(
            Limit decode,
            Limit identify,
            Limit preload,
            Limit presence,
            Limit register,
            Limit difference,
            Limit clear,
            Limit turn,
            Limit order,
            Limit associate,
            Limit commit) {}
}
