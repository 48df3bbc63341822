// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import nightjar.connectors.apdb.ApdbSchema;
import nightjar.connectors.apdb.ApdbSettings;
import nightjar.connectors.apdb.CassandraSessions;
import nightjar.job.config.NightjarConfig;
import nightjar.model.ids.TimePartition;
import nightjar.model.time.Tai;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a run needs to find with its neighbours: topics and keyspaces of its own. */
final class Stage {

    private static final Logger LOG = LoggerFactory.getLogger(Stage.class);
    private static final int TIME_PARTITION_DAYS = 30;

    private Stage() {}

    /** Makes topics and tables; returns a session to look into the tables. */
    static CqlSession set(World world, String name, NightjarConfig config)
            throws IOException, InterruptedException {
        makeTopics(world, name, config);
        var session =
                CassandraSessions.openForSchema(
                        List.of(world.box().cassandra().address()), config.apdb().datacenter());
        makeTables(session, config, world.night().firstMjdTai());
        return session;
    }

    private static void makeTopics(World world, String name, NightjarConfig config)
            throws IOException, InterruptedException {
        var topics = new LinkedHashMap<String, Integer>();
        topics.put(config.topics().nextVisit(), 1);
        topics.put(config.topics().nextVisitCanceled(), 1);
        topics.put(StoryConfig.notifications(name), 2);
        topics.put(config.topics().alerts(), 2);
        topics.put(config.topics().butler(), 1);
        topics.put(config.topics().ledger(), 1);
        topics.put(config.topics().quarantine(), 1);
        world.kafka(config).createTopics(topics);
    }

    private static void makeTables(CqlSession session, NightjarConfig config, double mjdTai) {
        int now =
                TimePartition.of(
                        Tai.mjdTaiOfUtcMillis(System.currentTimeMillis()), TIME_PARTITION_DAYS);
        int then = TimePartition.of(mjdTai, TIME_PARTITION_DAYS);
        ApdbSchema.create(
                session,
                config.apdb().keyspace(),
                1,
                ApdbSettings.standard(Math.min(now, then) - 1, Math.max(now, then)));
    }

    /**
     * Drops the tables and closes the session: the sandbox's Cassandra is small, and after a dozen
     * runs their tables would fill its heap.
     */
    static void strike(CqlSession session, NightjarConfig config) {
        for (var keyspace : List.of(config.apdb().keyspace(), config.apdb().claims())) {
            try {
                session.execute(
                        SimpleStatement.newInstance("DROP KEYSPACE IF EXISTS \"" + keyspace + "\"")
                                .setTimeout(Duration.ofSeconds(30)));
            } catch (DriverException e) {
                LOG.warn("the tables of {} stay behind: {}", keyspace, e.toString());
            }
        }
        session.close();
    }
}
