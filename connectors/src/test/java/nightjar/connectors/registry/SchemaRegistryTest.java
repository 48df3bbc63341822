// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.registry;

import static org.assertj.core.api.Assertions.assertThat;

import nightjar.connectors.testing.FakeServer;
import nightjar.connectors.testing.FakeServer.Reply;
import nightjar.model.Cause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaRegistryTest {

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"schema\":null}", "null", "[]", "<html>busy</html>"})
    void anAnswerWithoutASchemaIsTroubleThatMayPass(String body) {
        try (var server = new FakeServer(asked -> Reply.of(200, body))) {
            var registry = new SchemaRegistry(RegistrySettings.at(server.address()));

            assertThat(registry.byId(7).asLoss().orElseThrow().cause()).isEqualTo(Cause.TRANSIENT);
        }
    }
}
