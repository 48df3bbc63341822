// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginsTest {

    private static final Path EXAMPLE =
            Path.of(System.getProperty("nightjar.root", ".."), "flink-conf/nightjar.yaml");

    @Test
    void aLoginThatIsLeftOutOrEmptyIsNone(@TempDir Path folder) throws IOException {
        var text = Files.readString(EXAMPLE);
        var without = text.replace("login: {}, ", "").replaceAll("(?m)^  login: \\{user.*\n", "");
        assertThat(without).doesNotContain("  login:").doesNotContain("latest, login");
        var file = Files.writeString(folder.resolve("without.yaml"), without);
        var config = Configurations.load(file, Map.of());
        assertThat(config).isEqualTo(Configurations.load(EXAMPLE, Map.of()));
        assertThat(config.kafka().alerts().login().isNone()).isTrue();
        assertThat(config.apdb().login().user()).isEmpty();
    }

    @Test
    void loginsAreReadAndWrittenWithoutTheirPasswords() {
        var config =
                Configurations.load(
                        EXAMPLE,
                        Map.of(
                                "kafka.alerts.login",
                                "{protocol: SASL_SSL, mechanism: SCRAM-SHA-512, user: prompt-alert,"
                                        + " passwordFile: /secrets/alerts}",
                                "apdb.login.user",
                                "nightjar",
                                "apdb.login.passwordFile",
                                "/secrets/apdb"));
        assertThat(config.kafka().alerts().login())
                .isEqualTo(
                        new SaslLogin(
                                "SASL_SSL",
                                "SCRAM-SHA-512",
                                "prompt-alert",
                                new Secret("/secrets/alerts")));
        assertThat(config.apdb().login())
                .isEqualTo(new PasswordLogin("nightjar", new Secret("/secrets/apdb")));
        assertThat(config.kafka().summit().login().isNone()).isTrue();
        assertThat(Configurations.parse(Configurations.toYaml(config))).isEqualTo(config);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.own.login|{protocol: SASL}|kafka.own.login.protocol is 'SASL'",
                "kafka.own.login|{protocol: SASL_SSL, mechanism: GSSAPI}|kafka.own.login.mechanism",
                "kafka.own.login|{protocol: SASL_SSL, mechanism: PLAIN, user: x}|needs a user and a"
                        + " passwordFile",
                "kafka.own.login|{user: x, passwordFile: /x}|set protocol",
                "kafka.own.login|{protocol: SSL, user: x}|set protocol",
                "kafka.own.login|{password: x}|kafka.own.login.password is no key",
                "kafka.own.login|secret|kafka.own.login",
                "kafka.own.properties|{sasl.jaas.config: x}|kafka.own.properties",
                "apdb.login|{user: x}|apdb.login.user is 'x': a log-in needs a user and a"
                        + " passwordFile",
                "apdb.login|{password: y}|apdb.login.password is no key"
            })
    void aHalfOrUnsafeLoginIsRefusedAtItsPlace(String key, String value, String words) {
        assertThatThrownBy(() -> Configurations.load(EXAMPLE, Map.of(key, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(words);
    }
}
