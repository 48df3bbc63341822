// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nightjar.connectors.testing.Cases;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.rule.PipelinesRule;
import nightjar.model.rule.PipelinesRule.Place;
import nightjar.model.sky.SkyPosition;
import nom.tam.fits.BinaryTable;
import nom.tam.fits.Fits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelinesFileTest {

    @SuppressWarnings("NullAway.Init") // JUnit fills it
    @TempDir
    Path folder;

    @Test
    void readsAnchorsMergesAndVariables() {
        var rule =
                read(
                        """
                        - &first
                          survey: A
                          coord-type: Boresight
                          pipelines: &list
                          - ${PP}/a/../ApPipe.yaml
                          - $PP/Isr.yaml
                          - ${UNKNOWN}/Own.yaml
                        - {survey: B, pipelines: *list}
                        - <<: *first
                          survey: C
                        - pipelines: None
                        """);
        var nodes = rule.nodes();
        var files = List.of("/pp/ApPipe.yaml", "/pp/Isr.yaml", "/night/${UNKNOWN}/Own.yaml");
        assertThat(nodes.subList(0, 3)).allSatisfy(n -> assertThat(n.pipelines()).isEqualTo(files));
        assertThat(nodes)
                .extracting(n -> String.join(",", n.surveys()))
                .containsExactly("A", "B", "C", "");
        assertThat(nodes)
                .extracting(PipelinesRule.Node::place)
                .containsExactly(Place.BORESIGHT, Place.DETECTOR, Place.BORESIGHT, Place.DETECTOR);
        assertThat(nodes.get(3).pipelines()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                              | it is empty",
                "pipelines: []                                   | line 1, column 1: it must be a"
                        + " list",
                "- a                                             | line 1, column 3: a node must"
                        + " be",
                "- {pipelines: [], x: 1}                         | line 1, column 19: unknown key"
                        + " x",
                "- {pipelines: ApPipe.yaml}                      | line 1, column 15: pipelines"
                        + " must be",
                "- {pipelines: [1]}                              | line 1, column 16: a pipeline's"
                        + " file",
                "- {pipelines: {a: b}}                           | line 1, column 15: pipelines"
                        + " must be",
                "- {pipelines: [], survey: 407}                  | line 1, column 27: survey must"
                        + " be text",
                "- {pipelines: [], survey: a, survey: b}         | line 1, column 30: survey is"
                        + " given",
                "- {pipelines: [], ra: {min: 1}}                 | line 1, column 23: max is"
                        + " missing",
                "- {pipelines: [], ra: 5}                        | line 1, column 23: ra must be",
                "- {pipelines: [], dec: {min: a, max: 1}}        | line 1, column 30: dec.min must"
                        + " be",
                "- {pipelines: [], dec: {min: .inf, max: 1}}     | line 1, column 30: dec.min",
                "- {pipelines: [], dec: {min: 2, max: 1}}        | line 1, column 24: dec: min must"
                        + " be",
                "- {pipelines: [], dec: {min: 1, max: 2, x: 3}}  | line 1, column 41: unknown key"
                        + " x",
                "- {pipelines: [], binary-map: no.fits}          | line 1, column 31: binary-map:"
                        + " no such",
                "- {pipelines: []                                | it is no YAML",
                "- \"\\x                                          | an escape in quotes is"
            })
    void aMistakeIsToldWithItsPlace(String yaml, String why) {
        var loss = file().read(yaml).asLoss().orElseThrow();
        assertThat(loss.cause()).isEqualTo(Cause.INVALID);
        assertThat(loss.why()).contains(why);
    }

    @Test
    void theObservatorysMapsAreRead() {
        var map = Cases.file("rubin/maps/crowding_mask_20k.fits");
        // The Galactic centre is crowded, its pole is not.
        assertThat(marks(map, new SkyPosition(266.4, -28.9))).isTrue();
        assertThat(marks(map, new SkyPosition(192.9, 27.1))).isFalse();
        // The denser threshold leaves less of the sky.
        var denser = Cases.file("rubin/maps/crowding_mask_100k.fits");
        assertThat(marked(denser)).isLessThan(marked(map)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"RING,C", "NESTED,C", "NEST,G", "RING,E"})
    void mapsOfAnyOrderAndFrameAreRead(String ordering, String frame) throws Exception {
        var values = new int[12 * 16];
        Arrays.fill(values, 1);
        assertThat(marked(map(values, ordering, frame, 4))).isEqualTo(72 * 35);
        Arrays.fill(values, 16);
        assertThat(marked(map(values, ordering, frame, 4))).as("unknown is no").isZero();
    }

    @Test
    void truthValuesAreAMapToo() throws Exception {
        var values = new boolean[12];
        Arrays.fill(values, true);
        assertThat(marked(map(values, "RING", "C", 1))).isEqualTo(72 * 35);
    }

    @Test
    void aMapThatIsNoneIsRefused() throws Exception {
        var yes = new int[12];
        refused(map(yes, "SPIRAL", "C", 1), "is ordered");
        refused(map(yes, "RING", "Q", 1), "COORDSYS Q");
        refused(map(yes, "RING", "C", 2), "has 12 pixels, the full sky 48");
        refused(map(yes, "NESTED", "C", 3), "power of two");
        yes[3] = 7;
        refused(map(yes, "RING", "C", 1), "a pixel of 7");
        refused(map(new float[12], "RING", "C", 1), "a pixel of 0.0");
        var empty = folder.resolve("empty.fits");
        java.nio.file.Files.writeString(empty, "no FITS");
        refused(empty, "binary-map");
    }

    private void refused(Path map, String why) {
        assertThat(file().read(yaml(map)).asLoss().map(Loss::why).orElse("read")).contains(why);
    }

    private Path map(Object values, String ordering, String frame, int nside) throws Exception {
        var table = new BinaryTable();
        table.addColumn(values);
        var hdu = table.toHDU();
        hdu.getHeader().addValue("ORDERING", ordering, "");
        hdu.getHeader().addValue("COORDSYS", frame, "");
        hdu.getHeader().addValue("NSIDE", nside, "");
        var file =
                folder.resolve(
                        ordering + frame + nside + values.getClass().getName() + System.nanoTime());
        try (var fits = new Fits()) {
            fits.addHDU(hdu);
            fits.write(file.toFile());
        }
        return file;
    }

    /** How many of 2520 places all over the sky are marked. */
    private static long marked(Path map) {
        var area = read(yaml(map)).nodes().get(0).areas().get(0);
        long count = 0;
        for (int ra = 0; ra < 360; ra += 5) {
            for (int dec = -85; dec <= 85; dec += 5) {
                count += area.contains(new SkyPosition(ra, dec)) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean marks(Path map, SkyPosition place) {
        return read(yaml(map)).nodes().get(0).areas().get(0).contains(place);
    }

    private static String yaml(Path map) {
        return "- {pipelines: [], binary-map: '" + map + "'}";
    }

    private static PipelinesRule read(String yaml) {
        return file().read(yaml)
                .fold(
                        rule -> rule,
                        loss -> {
                            throw new AssertionError(loss.why());
                        });
    }

    private static PipelinesFile file() {
        return new PipelinesFile(new Surroundings(Map.of("PP", "/pp"), Path.of("/night")));
    }
}
