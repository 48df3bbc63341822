// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import nightjar.model.Received;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSettingsTest {

    @Test
    void passwordIsReadFromItsFileOnlyWhenAClientIsMade(@TempDir Path folder) throws Exception {
        var file = folder.resolve("password");
        var address = address(file);
        assertThat(address.client().toString()).contains("${secret:" + file + "}");
        Files.writeString(file, "a\"b\\c$d\n");
        var jaas = new AdminClientConfig(address.client()).getPassword("sasl.jaas.config");
        assertThat(login(jaas).getOptions())
                .isEqualTo(Map.of("username", "prompt-alert", "password", "a\"b\\c$d"));
    }

    private static AppConfigurationEntry login(Password jaas) {
        return JaasContext.loadClientContext(Map.of("sasl.jaas.config", jaas))
                .configurationEntries()
                .get(0);
    }

    @Test
    void missingPasswordFileIsNamed(@TempDir Path folder) {
        var address = address(folder.resolve("nowhere"));
        assertThatThrownBy(() -> new AdminClientConfig(address.client()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("mount the secret there");
    }

    private static KafkaAddress address(Path passwordFile) {
        return new KafkaAddress(
                "kafka:9094",
                KafkaLogin.scramSha512("SASL_SSL", "prompt-alert", passwordFile.toString()),
                Map.of("ssl.endpoint.identification.algorithm", ""));
    }

    @Test
    void unsafeSettingsAreRefusedInWords() {
        assertThatThrownBy(() -> new KafkaLogin("SASL_SSL", "SCRAM-SHA-512", "", ""))
                .hasMessageContaining("needs a user");
        assertThatThrownBy(() -> new KafkaLogin("SASL_SSL", "GSSAPI", "u", "f"))
                .hasMessageContaining("use SCRAM-SHA-512");
        assertThatThrownBy(
                        () ->
                                new KafkaAddress(
                                        "a:1", KafkaLogin.NONE, Map.of("sasl.jaas.config", "x")))
                .hasMessageContaining("password file");
        assertThatThrownBy(() -> KafkaAddress.plain(" ")).hasMessageContaining("host:port");
        assertThatThrownBy(() -> Delivery.exactlyOnce("", "alerts", Duration.ofMinutes(10)))
                .hasMessageContaining("lineage");
        assertThatThrownBy(() -> Delivery.exactlyOnce("l", "alerts", Duration.ZERO))
                .hasMessageContaining("longest restart");
        assertThatThrownBy(() -> Topics.matching("(")).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> new Topics(java.util.List.of(), ""))
                .hasMessageContaining("names or by a pattern");
    }

    @Test
    void groupAndTransactionsCarryTheLineage() {
        assertThat(Reading.of("usdf-1", "next-visit", Reading.From.LATEST).group())
                .isEqualTo("usdf-1-next-visit");
        assertThat(
                        Delivery.exactlyOnce("usdf-1", "alerts", Duration.ofMinutes(10))
                                .transactionalIdPrefix())
                .isEqualTo("usdf-1-alerts");
    }

    @Test
    void everyRecordBecomesReceivedWhateverItHolds() {
        var sink = new FakeCollector();
        var deserializer = new ReceivedDeserializer(10_000);
        deserializer.deserialize(record(null), sink);
        assertThat(sink.only().value()).isEmpty();
        byte[] whole = new byte[10_000];
        deserializer.deserialize(record(whole), sink);
        assertThat(sink.only().value()).isSameAs(whole);
        assertThat(sink.only().cutFromBytes()).isZero();
        byte[] large = new byte[10_001];
        large[0] = 7;
        deserializer.deserialize(record(large), sink);
        assertThat(sink.only().cutFromBytes()).isEqualTo(10_001);
        assertThat(sink.only().value()).hasSizeLessThanOrEqualTo(4096);
        assertThat(sink.only().sample()).startsWith(7, 0, 0);
        assertThat(sink.only().offset()).isEqualTo(17);
    }

    private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value) {
        return new ConsumerRecord<>("topic", 3, 17, null, value);
    }

    private static final class FakeCollector implements Collector<Received> {
        private @Nullable Received last;

        @Override
        public void collect(Received received) {
            last = received;
        }

        Received only() {
            assertThat(last).isNotNull();
            return java.util.Objects.requireNonNull(last);
        }

        @Override
        public void close() {}
    }
}
