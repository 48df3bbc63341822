// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import nightjar.imaging.scene.Camera;
import nightjar.imaging.scene.Observed;
import nightjar.imaging.scene.Scene;
import nightjar.imaging.sky.SkyPosition;
import nightjar.imaging.sky.Wcs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reference catalogue beside an image whose header points and turns a little wrong. */
class CatalogTest {
    private static final int SIZE = 512;

    private final Path folder;
    private final Observed o;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    CatalogTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.o = Observed.of(311, SIZE, folder);
    }

    private int run(Path raw, String... more) {
        var args = new ArrayList<String>(List.of("--science", raw.toString(), "--json"));
        args.addAll(List.of("--template", o.template.toString()));
        args.addAll(List.of("--out", folder.resolve("out").toString()));
        args.addAll(List.of(more));
        return Process.run(
                args.toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    /** The scene's stars above a flux, magnitudes off by so much, without their brightest. */
    private Path catalogue(double offset) throws IOException {
        var random = new Random(5);
        var lines = new ArrayList<>(List.of("# made up", "ra,dec,mag,magErr"));
        for (Scene.Point star : o.scene.stars) {
            if (star.flux() > 2000) {
                double mag = Camera.MAG_ZERO - 2.5 * Math.log10(star.flux() / Camera.GAIN);
                double told = mag + offset + 0.01 * random.nextGaussian();
                double dec = star.dec() + 5e-3 / 3600 * random.nextGaussian();
                lines.add(String.format(Locale.ROOT, "%.8f,%.8f,%.4f,0.01", star.ra(), dec, told));
            }
        }
        return Files.write(folder.resolve("stars.csv"), lines);
    }

    /** The raw with a header that is wrong by 1.5 arcsec and a tenth of a degree of turn. */
    private Path misplaced() throws IOException {
        double a = Math.toRadians(0.1);
        double s = 0.2 / 3600;
        double[] cd = {-s * Math.cos(a), s * Math.sin(a), s * Math.sin(a), s * Math.cos(a)};
        var wrong = Wcs.tan(62, -37, new double[] {SIZE / 2.0 + 6, SIZE / 2.0 - 4.5}, cd);
        Path raw = folder.resolve("misplaced.fits");
        o.science.writeRaw(raw, wrong, 10, 1);
        return raw;
    }

    @Test
    void placesAndFluxesComeFromTheCatalogue() throws IOException {
        int code = run(misplaced(), "--catalog", catalogue(0.7).toString());

        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        JsonNode summary = new ObjectMapper().readTree(out.toByteArray());
        String told = summary.toString();
        assertThat(summary.path("astrometryStars").asInt()).as(told).isGreaterThan(15);
        assertThat(summary.path("astrometryRmsMas").asDouble()).as(told).isLessThan(25);
        assertThat(summary.path("astrometryHeaderRmsMas").asDouble()).as(told).isGreaterThan(900);
        assertThat(summary.path("zeroPointFrom").asText()).isEqualTo("catalog");
        assertThat(summary.path("zeroPoint").asDouble())
                .as(told)
                .isCloseTo(Camera.MAG_ZERO + 0.7, within(0.02));
        assertThat(summary.path("zeroPointScatter").asDouble()).as(told).isLessThan(0.05);
        assertThat(summary.path("flags").toString()).doesNotContain("CATALOG", "HEADER_WCS_KEPT");
        for (int i = 0; i < 4; i++) {
            double x = i == 1 || i == 2 ? SIZE - 0.5 : -0.5;
            double y = i > 1 ? SIZE - 0.5 : -0.5;
            JsonNode corner = summary.path("corners").get(i);
            var found = new SkyPosition(corner.get(0).asDouble(), corner.get(1).asDouble());
            assertThat(found.separationArcsec(o.scene.wcs.toSky(x, y))).isLessThan(0.03);
        }
        transientsAreInPlace();
    }

    /** By the products' own header, too, which others read. */
    private void transientsAreInPlace() throws IOException {
        var rows = Observed.rows(folder.resolve("out"));
        long bright =
                o.scene.transients.stream()
                        .filter(t -> o.science.trueSnr(t.x(), t.y(), t.flux()) > 30)
                        .filter(t -> o.science.maskedFraction(t.x(), t.y()) < 0.05)
                        .filter(t -> rows.stream().anyMatch(r -> isAt(r, t)))
                        .count();
        assertThat(bright).isGreaterThanOrEqualTo(3);
    }

    private static boolean isAt(java.util.Map<String, String> row, Scene.Transient t) {
        var at =
                new SkyPosition(
                        Double.parseDouble(row.get("ra")), Double.parseDouble(row.get("dec")));
        return at.separationArcsec(new SkyPosition(t.ra(), t.dec())) < 0.06;
    }

    @Test
    void aCatalogueOfAnotherFieldChangesNothing() throws IOException {
        var lines = new ArrayList<String>();
        var random = new Random(6);
        for (int i = 0; i < 200; i++) {
            lines.add((62 + 0.03 * random.nextDouble()) + "," + (-37 + 0.03 * random.nextDouble()));
        }
        Path other = Files.write(folder.resolve("other.csv"), lines);

        int code = run(o.raw, "--catalog", other.toString());

        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        JsonNode summary = new ObjectMapper().readTree(out.toByteArray());
        assertThat(summary.path("flags").toString())
                .contains("CATALOG_UNMATCHED", "CATALOG_WITHOUT_ZERO_POINT");
        assertThat(summary.path("zeroPointFrom").asText()).isEqualTo("header");
    }

    @Test
    void aLineThatIsWrongIsNamed() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.csv"), "ra,dec\n62,-37\n62,south\n");

        assertThat(run(o.raw, "--catalog", wrong.toString())).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).trim().lines())
                .singleElement()
                .asString()
                .contains("line 3, column dec", "south");
    }
}
