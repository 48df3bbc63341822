// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.templates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import nightjar.connectors.store.Stores;
import nightjar.model.Cause;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexedTemplatesTest {

    private static final List<Double> HERE = List.of(10.0, 0.0, 11.0, 0.0, 11.0, 1.0, 10.0, 1.0);

    private final AtomicLong now = new AtomicLong();
    private final Path index;
    private final String root;
    private final IndexedTemplates templates;

    IndexedTemplatesTest(@TempDir Path temp) {
        index = temp.resolve("index.json");
        root = temp.toUri().toString();
        var settings =
                new TemplateSettings(
                        root, "index.json", new Bands(Map.of()), Duration.ofMinutes(1));
        templates = new IndexedTemplates(Stores.ofFiles(temp.resolve("c"), 1), settings, now::get);
    }

    @Test
    void thoseThatOverlapInTheBandAreFound() throws Exception {
        write(
                entry("b.fits", "Cam", "r", 10.5),
                entry("a.fits", "Cam", "r", 9.5),
                entry("far.fits", "Cam", "r", 12.5),
                entry("g.fits", "Cam", "g", 10.5),
                entry("other.fits", "OtherCam", "r", 10.5),
                entry("s3://elsewhere/c.fits", "Cam", "r", 10.5));
        assertThat(ask("r_03").asValue())
                .contains(List.of(root + "a.fits", root + "b.fits", "s3://elsewhere/c.fits"));
        assertThat(ask("z_1").asValue()).contains(List.of());
    }

    @Test
    void whereAnyFilterWillDoThereIsNoTemplate() throws Exception {
        write(entry("b.fits", "Cam", "r", 10.5));
        assertThat(ask(" ").asValue()).contains(List.of());
    }

    @Test
    void anUnknownFilterIsAMistakeInConfiguration() throws Exception {
        write(entry("b.fits", "Cam", "r", 10.5));
        var loss = ask("white").asLoss().orElseThrow();
        assertThat(loss.cause()).isEqualTo(Cause.INVALID);
        assertThat(loss.why()).contains("white");
    }

    @Test
    void theIndexIsReadAgainWhenItHasAged() throws Exception {
        write(entry("a.fits", "Cam", "r", 10.5));
        assertThat(ask("r").asValue()).contains(List.of(root + "a.fits"));
        write(entry("b.fits", "Cam", "r", 10.5));
        assertThat(ask("r").asValue()).contains(List.of(root + "a.fits"));
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(ask("r").asValue()).contains(List.of(root + "b.fits"));
    }

    @Test
    void anIndexThatHasGoneOrBrokenDoesNotMakeTemplatesUnknown() throws Exception {
        write(entry("a.fits", "Cam", "r", 10.5));
        ask("r");
        Files.writeString(index, "{\"templates\":[{\"key\":\"half");
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(ask("r").asValue()).contains(List.of(root + "a.fits"));
        Files.delete(index);
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(ask("r").asValue()).contains(List.of(root + "a.fits"));
    }

    @Test
    void withoutAnIndexThereIsALossAndItIsLookedForAgain() throws Exception {
        var loss = ask("r").asLoss().orElseThrow();
        assertThat(loss.why()).startsWith("not found");
        write(entry("a.fits", "Cam", "r", 10.5));
        assertThat(ask("r").asValue()).contains(List.of(root + "a.fits"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"templates\":{}}",
                "{\"templates\":[{}]}",
                "{\"templates\":[{\"key\":\"a\",\"instrument\":\"Cam\",\"band\":\"r\","
                        + "\"corners\":[[1,2],[3,\"x\"],[5,6]]}]}"
            })
    void anIndexThatIsNotOneIsTold(String text) throws Exception {
        Files.write(index, text.getBytes(UTF_8));
        assertThat(ask("r").asLoss().orElseThrow().why()).contains("index.json");
    }

    private void write(String... entries) throws Exception {
        Files.writeString(index, "{\"templates\":[" + String.join(",", entries) + "]}");
    }

    private static String entry(String key, String instrument, String band, double ra) {
        return "{\"key\":\"%s\",\"instrument\":\"%s\",\"band\":\"%s\",\"corners\":"
                        .formatted(key, instrument, band)
                + "[[%1$s,0.2],[%2$s,0.2],[%2$s,0.8],[%1$s,0.8]]}".formatted(ra, ra + 0.7);
    }

    private Outcome<List<String>> ask(String filter) {
        return templates.overlapping("Cam", filter, HERE, Deadline.in(Duration.ofMinutes(1)));
    }
}
