// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nightjar.imaging.scene.Camera;
import nightjar.imaging.scene.Observed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTest {
    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    ProcessTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private int run(String... args) {
        return nightjar.imaging.command.Process.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void wrongUsageShowsTheRightOne() {
        assertThat(run("--science", "a.fits")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage: nightjar process");
        assertThat(run("--sciense", "a.fits")).isEqualTo(2);
    }

    @Test
    void whatNeedsATemplateIsNotAskedOfAnImageAlone() throws IOException {
        String any = Files.writeString(folder.resolve("any"), "any").toString();
        String to = folder.resolve("out").toString();
        for (String[] more : new String[][] {{"--align"}, {"--score"}, {"--inject", "5"}, {any}}) {
            err.reset();
            var words = new ArrayList<>(List.of("--out", to, "--science", any));
            words.addAll(List.of(more));
            assertThat(run(words.toArray(new String[0]))).as("%s", words).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("catalogues an image alone");
        }
        err.reset();
        assertThat(run("--science", any, "--out", to)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("NOT_FITS");
    }

    @Test
    void whoAsksForHelpIsNotWrong() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("usage: nightjar process");
        assertThat(err.size()).isZero();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        for (Path place : new Path[] {file, file.resolve("under"), Path.of("/proc/nope")}) {
            err.reset();
            String any = file.toString();
            assertThat(run("--science", any, "--template", any, "--out", place.toString()))
                    .isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8).trim().lines())
                    .singleElement()
                    .asString()
                    .startsWith("cannot write into " + place);
        }
    }

    @Test
    void calibrationsThatAreNotThereAreNamed() throws IOException {
        String any = Files.writeString(folder.resolve("any"), "any").toString();
        String gone = folder.resolve("gone").toString();
        String out = folder.resolve("out").toString();
        assertThat(run("--science", any, "--template", any, "--out", out, "--calib", gone))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("there is no " + gone);
    }

    @Test
    void aRawIsDifferencedWithItsCalibrations() throws IOException {
        var o = Observed.of(302, 320, folder);
        Path calib = Files.createDirectories(folder.resolve("calib"));
        Files.writeString(
                calib.resolve("amplifiers.csv"),
                "amplifier,gain,readNoise,saturation\nA0,%s,%s,60000\n"
                        .formatted(Camera.GAIN, Camera.READ_NOISE));
        String out = folder.resolve("out").toString();

        int code =
                run(
                        "--science",
                        o.raw.toString(),
                        "--template",
                        o.template.toString(),
                        "--calib",
                        calib.toString(),
                        "--out",
                        out,
                        "--json");

        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        var summary = new ObjectMapper().readTree(this.out.toByteArray());
        assertThat(summary.path("nDiaSources").asInt()).isPositive();
        assertThat(summary.path("zeroPoint").asDouble())
                .isCloseTo(
                        Camera.MAG_ZERO + 2.5 * Math.log10(Camera.GAIN),
                        org.assertj.core.api.Assertions.within(1e-6));
        assertThat(summary.path("flags").toString()).contains("NO_FLAT", "NO_OVERSCAN");
    }

    @Test
    void aBadFileIsOneLineWithItsCause() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.fits"), "hello");

        int code =
                run(
                        "--science",
                        bad.toString(),
                        "--template",
                        bad.toString(),
                        "--out",
                        folder.resolve("out").toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8).trim().lines())
                .singleElement()
                .asString()
                .startsWith("NOT_FITS: bad.fits");
    }

    @Test
    void aGoodPairLeavesTheProductsAndASummary() throws IOException {
        var o = Observed.of(301, 320, folder);
        Path to = folder.resolve("out");

        int code =
                run(
                        "--science",
                        o.raw.toString(),
                        "--template",
                        o.template.toString(),
                        "--out",
                        to.toString(),
                        "--json");

        assertThat(code).isZero();
        assertThat(new ObjectMapper().readTree(out.toByteArray()).path("nDiaSources").asInt())
                .isPositive();
        for (String name :
                new String[] {
                    "difference.fits",
                    "science.fits",
                    "diaSources.csv",
                    "footprints.csv",
                    "cutouts.bin",
                    "cutouts.csv",
                    "report.html",
                    "summary.json"
                }) {
            assertThat(to.resolve(name)).exists();
        }
    }

    @Test
    void thePageNeedsNothingElse() throws IOException {
        var o = Observed.of(302, 320, folder);
        Path to = folder.resolve("out");
        assertThat(run(arguments(o, to, "--score"))).isZero();

        assertThat(Files.readString(to.resolve("report.html")))
                .contains("data:image/png;base64,", "Residuals", "matching kernel")
                .doesNotContain("http:", "https:", "<script");
        assertThat(to.resolve("score.fits")).exists();
    }

    @Test
    void whatIsPutIntoTheImageIsFoundAgain() throws IOException {
        var o = Observed.of(303, 512, folder);
        Path to = folder.resolve("out");
        Path list = Files.writeString(folder.resolve("list.csv"), "x,y,flux\n101.3,120.6,9000\n");

        assertThat(run(arguments(o, to, "--inject", list.toString()))).isZero();
        assertThat(Files.readAllLines(to.resolve("injected.csv")).get(2))
                .startsWith("101.3,120.6,9000.0")
                .contains(",true,true,");
        assertThat(Observed.rows(to)).anyMatch(r -> "true".equals(r.get("pixelFlags_injected")));

        out.reset();
        assertThat(run(arguments(o, to, "--inject", "60", "--json"))).isZero();
        var table = new ObjectMapper().readTree(out.toByteArray()).path("injection");
        String told = "seed 303: " + table;
        assertThat(table.path("injected").asInt()).as(told).isEqualTo(60);
        assertThat(table.path("fluxBias").asDouble(1)).as(told).isBetween(-0.03, 0.03);
        assertThat(table.path("fluxPullStd").asDouble()).as(told).isBetween(0.6, 1.5);
    }

    @Test
    void whatCannotBePutInIsSaidInALine() {
        for (String wrong : new String[] {"0", "many", "/nowhere/list.csv"}) {
            err.reset();
            int code =
                    run(
                            "--science",
                            "a",
                            "--template",
                            "b",
                            "--out",
                            folder.toString(),
                            "--inject",
                            wrong);
            assertThat(code).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8).trim().lines())
                    .singleElement()
                    .asString()
                    .contains("--inject " + wrong);
        }
    }

    @Test
    void aListedSourceThatCannotBeIsNamedByItsLine() throws IOException {
        var o = Observed.of(304, 256, folder);
        Path to = folder.resolve("fresh/out");
        for (String wrong : new String[] {"NaN,60,5", "60,Infinity,5", "60,60,NaN"}) {
            err.reset();
            Path list = Files.writeString(folder.resolve("l.csv"), "x,y,flux\n5,5,5\n" + wrong);
            assertThat(run(arguments(o, to, "--inject", list.toString()))).isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 3", wrong);
        }
        for (String wrong : new String[] {"1e300,60,5", "60,256,5", "-400,10,5"}) {
            err.reset();
            Path list = Files.writeString(folder.resolve("l.csv"), "x,y,flux\n5,5,5\n" + wrong);
            assertThat(run(arguments(o, to, "--inject", list.toString()))).isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .startsWith("BAD_INJECTION")
                    .contains("line 3", "256 x 256");
        }
        assertThat(to.getParent()).as("nothing came of it").doesNotExist();
    }

    @Test
    void noMoreAreDrawnThanFindRoom() throws IOException {
        var o = Observed.of(305, 256, folder);
        assertThat(run(arguments(o, folder.resolve("out"), "--inject", "99999"))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("flags: ", "FEWER_INJECTED", "56 injected");
    }

    @Test
    void aFolderWithoutCalibrationsIsToldSo() throws IOException {
        var o = Observed.of(306, 256, folder);
        Path other = Files.createDirectories(folder.resolve("photos"));
        Files.writeString(other.resolve("sky.fits"), "a picture");
        for (Path wrong : new Path[] {other, o.raw}) {
            err.reset();
            assertThat(run(arguments(o, folder.resolve("out"), "--calib", wrong.toString())))
                    .isEqualTo(2);
            assertThat(err.toString(StandardCharsets.UTF_8).trim().lines())
                    .singleElement()
                    .asString()
                    .startsWith("no calibration in " + wrong)
                    .contains("flat.fits");
        }
    }

    private static String[] arguments(Observed o, Path to, String... more) {
        var all = new ArrayList<String>(List.of("--science", o.raw.toString()));
        all.addAll(List.of("--template", o.template.toString(), "--out", to.toString()));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
