// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import nightjar.connectors.alerts.AlertSchema;
import nightjar.connectors.alerts.AlertSchemas;
import nightjar.model.Cause;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the Confluent client against the sandbox's registry. */
class SchemaRegistryIT {

    private Observatory observatory;
    private String url;

    @BeforeEach
    void start() throws Exception {
        observatory = Observatory.start(Set.of(Neighbour.DESK));
        url = observatory.desk().registry();
    }

    @AfterEach
    void stop() {
        observatory.close();
    }

    @Test
    void alertSchemaIsFoundUnderTheIdOnTheWire() {
        assertThat(AlertSchemas.register(url).asValue()).contains(1100);
        assertThat(AlertSchemas.register(url).asValue()).contains(1100);
        var found = new SchemaRegistry(RegistrySettings.at(url)).byId(1100).asValue();
        assertThat(found.map(SchemaNormalization::toParsingForm)).contains(AlertSchema.canonical());
    }

    @Test
    void schemaOnceSeenIsKnownWhileTheRegistryIsAway() throws Exception {
        assertThat(AlertSchemas.register(url).isDone()).isTrue();
        var registry = new SchemaRegistry(RegistrySettings.at(url));
        assertThat(registry.byId(1100).isDone()).isTrue();
        observatory.stop(Neighbour.DESK);
        assertThat(registry.byId(1100).isDone()).isTrue();
        var away = registry.byId(1101).asLoss().orElseThrow();
        assertThat(away.cause()).isEqualTo(Cause.TRANSIENT);
        assertThat(away.why()).contains("no schema registry of").contains("schema 1101");
        observatory.start(Neighbour.DESK);
        var unknown = registry.byId(1101).asLoss().orElseThrow();
        assertThat(unknown.cause()).isEqualTo(Cause.TRANSIENT);
        assertThat(unknown.why()).contains("answered about schema 1101").contains("40403");
    }

    @Test
    void nextUrlIsAskedWhenOneIsDead() {
        assertThat(AlertSchemas.register(url).isDone()).isTrue();
        var registry = new SchemaRegistry(RegistrySettings.at("http://127.0.0.1:1", url));
        assertThat(registry.byId(1100).isDone()).isTrue();
    }

    @Test
    void registryThatIsAwayCannotBeFilled() {
        var loss = AlertSchemas.register("http://127.0.0.1:1").asLoss().orElseThrow();
        assertThat(loss.cause()).isEqualTo(Cause.TRANSIENT);
    }
}
