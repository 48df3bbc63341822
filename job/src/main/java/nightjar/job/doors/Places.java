// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import com.datastax.oss.driver.api.core.CqlSession;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nightjar.connectors.apdb.CassandraLogin;
import nightjar.connectors.apdb.CassandraSessions;
import nightjar.connectors.http.Http;
import nightjar.connectors.kafka.KafkaAddress;
import nightjar.connectors.kafka.KafkaLogin;
import nightjar.connectors.registry.RegistrySettings;
import nightjar.connectors.store.S3Keys;
import nightjar.connectors.store.S3Settings;
import nightjar.connectors.store.StoreSettings;
import nightjar.connectors.store.Stores;
import nightjar.connectors.wire.Authorization;
import nightjar.connectors.wire.Trust;
import nightjar.job.config.ApdbConfig;
import nightjar.job.config.KafkaConfig;
import nightjar.job.config.NightjarConfig;
import nightjar.job.config.SaslLogin;
import nightjar.job.config.StoreConfig;
import nightjar.model.port.ObjectStore;

/**
 * Where the configuration says that neighbours are, for whoever looks at them beside the job.
 * Nothing is made there that is not there.
 */
public final class Places {

    private Places() {}

    /** A Kafka cluster and how to log in to it. */
    public static KafkaAddress kafka(KafkaConfig.Cluster cluster) {
        return new KafkaAddress(cluster.bootstrap(), login(cluster.login()), cluster.properties());
    }

    private static KafkaLogin login(SaslLogin login) {
        return login.isNone()
                ? KafkaLogin.NONE
                : new KafkaLogin(
                        login.protocol(),
                        login.mechanism(),
                        login.user(),
                        login.passwordFile().file());
    }

    /** Calls over HTTP to a neighbour, as who we are to it. */
    public static Http http(NightjarConfig.Http neighbour) {
        return new Http(
                new Trust(neighbour.authorities()),
                new Authorization(neighbour.authorization().file()));
    }

    /** The schema registry. */
    static RegistrySettings registry(NightjarConfig.Registry registry) {
        return RegistrySettings.at(registry.urls().toArray(String[]::new))
                .securedBy(
                        new Authorization(registry.authorization().file()),
                        new Trust(registry.authorities()));
    }

    /** The objects; copies of the immutable ones are kept in a folder. */
    public static ObjectStore store(StoreConfig settings, String cacheFolder, long cacheBytes) {
        var s3 = settings.s3();
        var keys =
                s3.accessKey().file().isEmpty()
                        ? S3Keys.ofEnvironment()
                        : S3Keys.ofFiles(
                                Path.of(s3.accessKey().file()), Path.of(s3.secretKey().file()));
        return Stores.open(
                new StoreSettings(
                        S3Settings.at(s3.endpoint(), keys)
                                .in(s3.region())
                                .trusting(new Trust(s3.authorities())),
                        cacheFolder,
                        cacheBytes));
    }

    /** A session on the APDB and the claims; the driver's exceptions when nobody answers. */
    public static CqlSession cassandra(ApdbConfig config) {
        return CassandraSessions.open(
                config.contactPoints(),
                config.datacenter(),
                List.of(config.keyspace(), config.claims()),
                login(config));
    }

    /** Who we are to Cassandra, and whether the wire is encrypted. */
    public static CassandraLogin login(ApdbConfig config) {
        return new CassandraLogin(
                config.login().user(),
                config.login().passwordFile().file(),
                config.tls() ? Optional.of(new Trust(config.authorities())) : Optional.empty());
    }
}
