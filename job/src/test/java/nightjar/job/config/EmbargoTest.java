// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A place is where it leads, whatever it is called. */
class EmbargoTest {

    private static final Path EXAMPLE =
            Path.of(System.getProperty("nightjar.root", ".."), "flink-conf/nightjar.yaml");

    @ParameterizedTest
    @CsvSource({
        "s3://b/p, s3://b",
        "s3://profile@b/p, s3://other@b",
        "s3a://b/p, s3://b/",
        "s3://b/q/../p, s3://b/p",
        "s3://b/q/../p, s3://b/q",
        "s3://b/%70, s3://b/p",
        "s3://tenant:b/p, s3://tenant:b",
        "file:///x/%2e%2e/pub/p, file:///pub",
        "file:///pub/p, /pub",
        "file:/pub, file:///pub/q",
        "/pub/./p, file:///x/../pub",
    })
    void theSamePlaceByAnotherName(String one, String other) {
        assertThat(Place.of(one).overlaps(Place.of(other))).isTrue();
        assertThat(Place.of(other).overlaps(Place.of(one))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "s3://b/p, s3://b/p2",
        "s3://b/p, s3://c/p",
        "s3://tenant:b, s3://b",
        "file:///pub, file:///public",
        "file:///b/p, s3://b/p",
        "'', s3://b",
    })
    void placesApart(String one, String other) {
        assertThat(Place.of(one).overlaps(Place.of(other))).isFalse();
        assertThat(Place.of(other).overlaps(Place.of(one))).isFalse();
    }

    @Test
    void aLinkIsWhatItLeadsTo(@TempDir Path folder) throws IOException {
        var pub = Files.createDirectory(folder.resolve("pub"));
        var link = Files.createSymbolicLink(folder.resolve("link"), pub);
        var dangling = Files.createSymbolicLink(folder.resolve("dangling"), pub.resolve("later"));
        var chained = Files.createSymbolicLink(folder.resolve("chained"), dangling);
        var circle = folder.resolve("circle");
        Files.createSymbolicLink(circle, circle);
        for (var place : new Path[] {link, link.resolve("p/q"), dangling, chained.resolve("p")}) {
            isRefused("store.products", place.toUri().toString(), pub);
            isRefused("store.cache", place.toString(), pub);
        }
        assertThat(Place.of(circle.toString()).overlaps(Place.of(pub.toString()))).isFalse();
        var physical = link.resolve("../pub2").toString();
        assertThat(Place.of(physical).overlaps(Place.of(folder.resolve("pub2").toString())))
                .isTrue();
    }

    @Test
    void aRelativeFolderIsBelowWhereTheJobRuns() {
        isRefused("store.scratch", "work/scratch", Path.of("").toAbsolutePath());
        isRefused("store.cache", "cache", Path.of("cache").toAbsolutePath());
    }

    private static void isRefused(String key, String place, Path published) {
        var laid = Map.of(key, place, "butler.root", published.toUri().toString());
        assertThatThrownBy(() -> Configurations.load(EXAMPLE, laid))
                .as("%s", laid)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("which others read: give it a place apart");
    }

    @ParameterizedTest
    @CsvSource({
        "high-availability.storageDir, s3://rubin-summit-users/flink/ha",
        "execution.checkpointing.dir, s3://flink@rubin-summit-users/flink",
        "execution.checkpointing.savepoint-dir, s3p://rubin-summit/savepoints",
        "execution.checkpointing.savepoint-dir, s3://nightjar/templates",
    })
    void flinksStateLiesApartToo(String option, String place) {
        var config = Configurations.load(EXAMPLE, Map.of());
        assertThatThrownBy(() -> Embargo.require(config, Map.of(option, place)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(option + " is '" + place + "'");
        assertThatCode(() -> Embargo.require(config, Map.of(option, "")))
                .doesNotThrowAnyException();
        assertThatCode(() -> Embargo.require(config, Map.of(option, "s3://nightjar-embargo/flink")))
                .doesNotThrowAnyException();
    }
}
