// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationsTest {

    private static final Path EXAMPLE =
            Path.of(System.getProperty("nightjar.root", ".."), "flink-conf/nightjar.yaml");

    @Test
    void annotatedExampleIsAConfiguration() {
        var config = Configurations.load(EXAMPLE, Map.of());
        assertThat(config.instrument().name()).isEqualTo("LSSTCam");
        assertThat(config.snaps().imageTimeout()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.limits().clear().deadline()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.alerts().exactlyOnce()).isTrue();
    }

    @Test
    void annotatedExampleExplainsEveryKey() throws IOException {
        var lines = Files.readAllLines(EXAMPLE);
        for (int i = 1; i < lines.size(); i++) {
            var line = lines.get(i);
            boolean isLeaf = line.matches(" *[a-zA-Z]+: .+") || line.matches(" +[a-zA-Z]+: .+");
            if (isLeaf) {
                assertThat(lines.get(i - 1).strip())
                        .as("the comment above '%s'", line.strip())
                        .startsWith("#");
            }
        }
    }

    @Test
    void whatIsWrittenIsReadAgainTheSame() {
        var config = Configurations.load(EXAMPLE, Map.of());
        assertThat(Configurations.parse(Configurations.toYaml(config))).isEqualTo(config);
    }

    @Test
    void anOverrideIsLaidOverTheFile() {
        var config =
                Configurations.load(
                        EXAMPLE, Map.of("sattle.url", "http://elsewhere:1", "release", "0"));
        assertThat(config.sattle().url()).isEqualTo("http://elsewhere:1");
        assertThat(config.release()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "store.products, s3://rubin-summit-users, butler.root",
        "store.products, s3://rubin-summit-users/, butler.root",
        "store.plans, s3://rubin-summit-users/plans, butler.root",
        "store.plans, s3://nightjar/templates/../templates/plans, store.templates",
        "store.products, s3://rubin-summit/x, store.raws",
        "butler.root, s3://nightjar-embargo, store.products",
        "butler.root, file:///var/cache/nightjar/export, store.cache",
        "instrument.geometry, file:///var/cache/nightjar/camera.json, store.cache",
        "store.products, s3://embargo@rubin-summit-users/p, butler.root",
        "store.plans, s3://rubin-summit-users/x/%2e%2e/p, butler.root",
    })
    void whatMayHoldUnclearedSourcesLiesApartFromWhatOthersRead(
            String key, String place, String other) {
        assertThatThrownBy(() -> Configurations.load(EXAMPLE, Map.of(key, place)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(other)
                .hasMessageContaining("which others read: give it a place apart");
    }

    @Test
    void aPlaceBesideAnotherIsApart() {
        var beside = Map.of("store.products", "s3://rubin-summit-users-embargo/products");
        assertThat(Configurations.load(EXAMPLE, beside).store().products()).contains("embargo");
    }

    @Test
    void theGeometryIsOneFileAndMayLieBesideThePlaces() {
        var beside = Map.of("instrument.geometry", "file:///var/cache/camera.json");
        assertThat(Configurations.load(EXAMPLE, beside).store().cache())
                .isEqualTo("/var/cache/nightjar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6 s", "6s", "6000ms", "6000  ms", "PT6S"})
    void aDurationIsReadAsPeopleWriteIt(String written) {
        var config = Configurations.load(EXAMPLE, Map.of("fanOut.expiry", written));
        assertThat(config.fanOut().expiry()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void anUnknownKeyIsNamedWithItsPlaceAndTheKnownOnes() {
        assertThatThrownBy(() -> Configurations.load(EXAMPLE, Map.of("sattle.uri", "http://x")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sattle.uri is no key")
                .hasMessageContaining("url");
    }

    @Test
    void aMissingKeyIsNamed(@TempDir Path folder) throws IOException {
        var text = Files.readString(EXAMPLE).replaceFirst("lineage: .*\n", "");
        var file = Files.writeString(folder.resolve("n.yaml"), text);
        assertThatThrownBy(() -> Configurations.load(file, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("lineage");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "registry|registry.urls|use https://",
                "presence|presence.url|use https://",
                "sattle|sattle.url|use https://",
                "apdb|apdb.tls|set it true"
            })
    void plainTextIsForThoseWhoAreNamed(String name, String key, String remedy) {
        var all = Configurations.load(EXAMPLE, Map.of()).security().plaintext();
        var others = all.stream().filter(it -> !it.equals(name)).toList();
        assertThatThrownBy(
                        () ->
                                Configurations.load(
                                        EXAMPLE, Map.of("security.plaintext", others.toString())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("not encrypted: " + remedy + ", or name " + name);
    }

    @Test
    void whomToTrustIsToldOnceForAllWhoNameNobody() {
        var config =
                Configurations.load(
                        EXAMPLE,
                        Map.of(
                                "security.authorities", "/ca.pem",
                                "sattle.authorities", "/sattle.pem",
                                "kafka.alerts.login",
                                        "{protocol: SASL_SSL, mechanism: PLAIN, user: u,"
                                                + " passwordFile: /p}"));
        assertThat(config.presence().authorities()).isEqualTo("/ca.pem");
        assertThat(config.sattle().authorities()).isEqualTo("/sattle.pem");
        assertThat(config.apdb().authorities()).isEqualTo("/ca.pem");
        assertThat(config.store().s3().authorities()).isEqualTo("/ca.pem");
        assertThat(config.kafka().alerts().properties())
                .containsEntry("ssl.truststore.type", "PEM")
                .containsEntry("ssl.truststore.location", "/ca.pem");
        assertThat(config.kafka().summit().properties()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lineage|Bad Name|lineage",
                "release|64|6 bits",
                "fanOut.expiry|soon|no duration",
                "fanOut.expiry|6 parsecs|no duration",
                "fanOut.expiry|Pluto|no duration",
                "fanOut.expiry|0 s|longer than nothing",
                "store.s3.region|\"\"|not be empty",
                "store.s3.secretKey|\"\"|both files",
                "instrument.detectors|[]|at least one",
                "instrument.detectorLists|[nowhere.yaml]|cannot read",
                "instrument.detectorLists|[log4j2.xml]|cannot be read",
                "pipelines.main|main.yaml|file:///folder",
                "pipelines.preprocessing|file:///pre.yaml|no use without it",
                "pipelines.engines|{ApPipe: {run: [], template: true}}|at least one",
                "pipelines.engines|{ApPipe: {run: [native]}}|template",
                "topics.objectCreated|'(['|regular expression",
                "kafka.summit.startFrom|yesterday|earliest or latest",
                "store.products|/tmp/products|file:///folder",
                "apdb.claims|pp_apdb_lsstcam|keyspace of their own",
                "sasquatch.url|sasquatch:8082|http://host:port",
                "butler.types|['difference_image', '*_log']|regular expression",
                "butler.manifest|/tmp/manifest.json|file:///folder",
                "butler.root|butler|file:///folder",
                "instrument.geometry|camera.json|instrument.geometry is 'camera.json': use file:///",
                "store.raws|s3://b/a b|store.raws is 's3://b/a b': it is no URI (Illegal character",
                "store.plans|file:///%zz|store.plans is 'file:///%zz': it is no URI",
                "butler.root|file://host/folder|file:///folder",
                "sattle.url|sattle:9999|sattle.url is 'sattle:9999': use http://host:port",
                "sattle.url|http://|sattle.url",
                "presence.url|'http://a b'|presence.url is 'http://a b': it is no URI",
                "presence.url|http://:80|presence.url is 'http://:80'",
                "registry.urls|['http://a', ftp://b]|registry.urls is 'ftp://b'",
                "security.plaintext|[sattel]|it names neighbours: apdb, kafka.alerts",
                "security.plaintext|[]|not encrypted: use SASL_SSL or SSL, or name kafka.summit",
                "imaging.workers|0|at least one",
                "limits.commit.calls|0|at least 1"
            })
    void aWrongValueIsRefusedInWords(String key, String value, String words) {
        assertThatThrownBy(() -> Configurations.load(EXAMPLE, Map.of(key, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({
        "sattle.url, sattle.url, authorization",
        "presence.url, presence.url, authorization",
        "mpsky.url, mpsky.url, authorization",
        "sasquatch.url, sasquatch.url, sasquatch.authorization",
        "registry.urls.0, registry.urls, registry.authorization",
        "store.s3.endpoint, store.s3.endpoint, store.s3.accessKey",
    })
    void anAddressIsNoPlaceForAPasswordAndItIsNotShown(String key, String named, String remedy) {
        var url = "https://u:s3cret@host:1/p";
        var list = key.endsWith(".0");
        var laid = Map.of(list ? named : key, list ? "['http://first', '" + url + "']" : url);
        assertThatThrownBy(() -> Configurations.load(EXAMPLE, laid))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(named + " is 'https://***@host:1/p'")
                .hasMessageContaining(remedy)
                .message()
                .doesNotContain("s3cret");
    }

    @Test
    void theShippedDetectorListHasThe172ThatRubinProcesses() {
        var config =
                Configurations.load(
                        EXAMPLE, Map.of("instrument.detectorLists", "[detectors-lsstcam.yaml]"));
        assertThat(config.instrument().detectors())
                .hasSize(172)
                .doesNotContain(0, 1, 120, 122, 187, 188)
                .contains(2, 78, 94, 121, 186);
        assertThat(config.instrument().detectorLists()).isEmpty();
        assertThat(Configurations.parse(Configurations.toYaml(config))).isEqualTo(config);
    }

    @Test
    void testListsAreReadBySalIndexHoweverLarge(@TempDir Path folder) throws IOException {
        var lists =
                """
                instruments: LSSTCam
                detectorConfig:
                  LSSTCam: {0: true, 1: true}
                  LSSTCam-TEST-2026010100039: {1: true, 0: false}
                """;
        var file = Files.writeString(folder.resolve("lists.yaml"), lists);
        var config =
                Configurations.load(
                        EXAMPLE, Map.of("instrument.detectorLists", "['" + file + "']"));
        assertThat(config.instrument().testDetectors())
                .isEqualTo(Map.of(2026010100039L, List.of(1)));
        assertThat(
                        Configurations.load(
                                        EXAMPLE,
                                        Map.of("instrument.testDetectors", "{2026010100039: [4]}"))
                                .instrument()
                                .testDetectors())
                .isEqualTo(Map.of(2026010100039L, List.of(4)));
    }

    @Test
    void pipelinesMayBeLeftOut(@TempDir Path folder) throws IOException {
        var text = Files.readString(EXAMPLE).replaceFirst("(?s)\npipelines:.*?\n\n", "\n");
        var file = Files.writeString(folder.resolve("n.yaml"), text);
        assertThat(text).doesNotContain("engines");
        assertThat(Configurations.load(file, Map.of()).pipelines().main()).isEmpty();
    }

    @Test
    void aSecretIsReadWhenNeededAndNeverPrinted(@TempDir Path folder) throws IOException {
        var file = folder.resolve("secret");
        Files.writeString(file, "first\n");
        var secret = new Secret(file.toString());
        assertThat(secret.read()).isEqualTo("first");
        Files.writeString(file, "rotated\n");
        assertThat(secret.read()).isEqualTo("rotated");
        assertThat(secret.toString()).doesNotContain("rotated");
    }
}
