// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import nightjar.connectors.alerts.AlertSchemas;
import nightjar.connectors.apdb.ApdbSchema;
import nightjar.connectors.apdb.ApdbSettings;
import nightjar.connectors.apdb.CassandraSessions;
import nightjar.connectors.store.S3Keys;
import nightjar.connectors.store.S3Settings;
import nightjar.connectors.store.StoreSettings;
import nightjar.connectors.store.Stores;
import nightjar.job.config.NightjarConfig;
import nightjar.job.doors.Places;
import nightjar.model.ids.TimePartition;
import nightjar.model.port.ObjectStore;
import nightjar.model.time.Tai;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.StoreBox;
import nightjar.sandbox.camera.NamedBytes;

/** What neighbours that have just come up are given before a night: topics, tables, templates. */
final class Furnishing {

    private static final String BUCKET = "nightjar";
    private static final int TIME_PARTITION_DAYS = 30;

    /** The telescope puts images, which take longer than what the job puts. */
    private static final Duration WHOLE_FILE = Duration.ofSeconds(60);

    private final Observatory box;
    private final NightjarConfig config;

    Furnishing(Observatory box, NightjarConfig config) {
        this.box = box;
        this.config = config;
    }

    void topics() throws IOException, InterruptedException {
        var topics = new LinkedHashMap<String, Integer>();
        topics.put(config.topics().nextVisit(), 1);
        topics.put(config.topics().nextVisitCanceled(), 1);
        topics.put(DemoConfig.NOTIFICATIONS, 4);
        topics.put(config.topics().alerts(), 4);
        topics.put(config.topics().butler(), 1);
        topics.put(config.topics().ledger(), 1);
        topics.put(config.topics().quarantine(), 1);
        box.kafka().createTopics(topics);
        AlertSchemas.register(box.desk().registry())
                .match(
                        id -> {},
                        loss -> {
                            throw new IllegalStateException(loss.why());
                        });
    }

    /** Tables for the night's own time partition and its neighbours, and for the year before. */
    void tables(double mjdTai) {
        var apdb = config.apdb();
        int now =
                TimePartition.of(
                        Tai.mjdTaiOfUtcMillis(System.currentTimeMillis()), TIME_PARTITION_DAYS);
        int then = TimePartition.of(mjdTai, TIME_PARTITION_DAYS);
        var settings = ApdbSettings.standard(Math.min(now, then) - 1, Math.max(now, then));
        try (var session =
                CassandraSessions.openForSchema(
                        apdb.contactPoints(), apdb.datacenter(), Places.login(apdb))) {
            ApdbSchema.create(session, apdb.keyspace(), 1, settings);
        }
    }

    /** The objects, as the telescope writes them. */
    ObjectStore store() {
        return Stores.open(
                new StoreSettings(
                        S3Settings.at(
                                        box.store().address(),
                                        S3Keys.ofWords(StoreBox.ACCESS_KEY, StoreBox.SECRET_KEY))
                                .within(WHOLE_FILE, WHOLE_FILE),
                        box.folder().resolve("telescope-cache").toString(),
                        64L << 20));
    }

    static void put(ObjectStore store, NamedBytes object) {
        store.put("s3://" + BUCKET + "/" + object.key(), object.bytes())
                .match(
                        uri -> {},
                        loss -> {
                            throw new IllegalStateException(loss.why());
                        });
    }

    Telescope telescope(ObjectStore store) {
        var topics = config.topics();
        return new Telescope(
                new Telescope.Desk(
                        box.kafka().address(),
                        box.desk().registry(),
                        box.desk().presence(),
                        box.desk().mpsky(),
                        topics.nextVisit(),
                        topics.nextVisitCanceled(),
                        DemoConfig.NOTIFICATIONS,
                        "raw"),
                store);
    }
}
