// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import nightjar.connectors.testing.FakeServer;
import nightjar.connectors.testing.FakeServer.Reply;
import nightjar.model.Cause;
import org.junit.jupiter.api.Test;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"nobody.knows.It\"",
                "{\"type\":\"fixed\",\"name\":\"f\",\"size\":\"\"}",
                "{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"a\",\"type\":\"gone\"}]}"
            })
    void aSchemaThatIsNoneIsRefused(String schema) {
        var text = schema.replace("\"", "\\\"");
        try (var server = new FakeServer(asked -> Reply.of(200, "{\"schema\":\"" + text + "\"}"))) {
            var registry = new SchemaRegistry(RegistrySettings.at(server.address()));

            assertThat(registry.byId(7).asLoss().orElseThrow().cause()).isEqualTo(Cause.POISON);
        }
    }

    @Test
    void anIdThatIsNotThereIsWaitedForAMinute() {
        var nanos = new AtomicLong();
        var gone = "{\"error_code\":40403,\"message\":\"Schema not found\"}";
        try (var server = new FakeServer(asked -> Reply.of(404, gone))) {
            var registry = new SchemaRegistry(RegistrySettings.at(server.address()), nanos::get);

            assertThat(registry.byId(7).asLoss().orElseThrow().cause()).isEqualTo(Cause.TRANSIENT);
            nanos.addAndGet(Duration.ofSeconds(61).toNanos());
            assertThat(registry.byId(7).asLoss().orElseThrow().cause()).isEqualTo(Cause.POISON);
        }
    }

    @Test
    void oneOfManyIdsThatAreNotThereIsNotWaitedFor() {
        var missing = new MissingIds(() -> 0);

        assertThat(IntStream.range(0, 100).filter(missing::mayCome).count()).isEqualTo(8);
        assertThat(missing.mayCome(3)).isTrue();
        assertThat(missing.mayCome(99)).isFalse();
    }
}
