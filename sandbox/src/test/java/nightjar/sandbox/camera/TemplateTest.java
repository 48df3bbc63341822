// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import nightjar.sandbox.sky.Changing;
import nightjar.sandbox.sky.Field;
import nightjar.sandbox.sky.Grid;
import nightjar.sandbox.sky.Injected;
import nightjar.sandbox.sky.Photometry;
import nightjar.sandbox.sky.PixelPoint;
import nightjar.sandbox.sky.SkyPoint;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final SimulatedNight NIGHT = Nights.NIGHT;
    private static final TemplateMaker MAKER = new TemplateMaker(NIGHT.plan(), NIGHT.field("A"), 1);
    private static final ReadBack TEMPLATE = ReadBack.of(MAKER.make().bytes());

    @Test
    void itCoversTheDetectorOfEveryDitheredVisit() {
        for (PlannedVisit visit : NIGHT.visits()) {
            if (visit.field().equals("A")) {
                Grid science =
                        NIGHT.plan().camera().grid(1, visit.boresight(), visit.rotationDeg());
                for (SkyPoint corner : science.corners()) {
                    Grid grid = MAKER.gridOfTemplate();
                    assertThat(grid.holds(grid.toPixel(corner), -6)).isTrue();
                }
            }
        }
    }

    @Test
    void itIsTurnedAndShiftedAgainstTheDetector() {
        ReadBack raw = ReadBack.of(Nights.first("A").frames().get(1).fits().bytes());
        assertThat(TEMPLATE.number("CD1_2")).isNotCloseTo(raw.number("CD1_2"), within(1e-8));
        double shift = TEMPLATE.number("CRPIX1") - raw.number("CRPIX1");
        assertThat(Math.abs(shift - Math.rint(shift))).isGreaterThan(1e-3);
    }

    @Test
    void itsNoiseIsThatOfItsEffectiveGainAndReadNoise() {
        double gain = TEMPLATE.number("GAIN");
        double read = TEMPLATE.number("RDNOISE");
        double predicted = Math.sqrt(TEMPLATE.median() * gain + read * read) / gain;
        assertThat(TEMPLATE.noise()).isCloseTo(predicted, within(0.08 * predicted));
        assertThat(gain).isEqualTo(4 * SandboxCam.GAIN);
    }

    @Test
    void noTransientIsInIt() {
        Field field = NIGHT.field("A");
        Grid grid = MAKER.gridOfTemplate();
        int checked = 0;
        for (Changing source : field.changing()) {
            PixelPoint p = grid.toPixel(source.at());
            double faint = Photometry.nJy(24.7);
            boolean alone =
                    field.stars().stream()
                                    .filter(s -> s.nJy() > faint)
                                    .noneMatch(s -> s.at().arcsecTo(source.at()) < 2)
                            && field.galaxies().stream()
                                    .filter(g -> g.nJy() > faint)
                                    .noneMatch(g -> g.at().arcsecTo(source.at()) < 3);
            if (source.kind() == Injected.Kind.TRANSIENT && alone && grid.holds(p, -5)) {
                double v = TEMPLATE.adu()[(int) Math.round(p.y())][(int) Math.round(p.x())];
                assertThat(v).isLessThan(TEMPLATE.median() + 6 * TEMPLATE.noise());
                checked++;
            }
        }
        assertThat(checked).as("lonely transients, seed " + Nights.SEED).isPositive();
    }

    @Test
    void aCosmicRayInOneExposureIsClipped() {
        assertThat(TemplateMaker.clippedMean(new float[] {1, 900, -1, 0}, 10)).isZero();
    }

    @Test
    void aStarsCoreIsNotClipped() {
        float mean = TemplateMaker.clippedMean(new float[] {1000, 1100, 900, 1200}, 10);
        assertThat(mean).isEqualTo(1050);
    }

    @Test
    void aPixelSaturatedInOneExposureIsSaturated() {
        float[] values = {50_000, Float.POSITIVE_INFINITY, 52_000};
        assertThat(TemplateMaker.clippedMean(values, 10)).isInfinite();
    }

    @Test
    void theIndexNamesEveryTemplateWithItsCorners() throws Exception {
        SimulatedNight small = SimulatedNight.of(Nights.plan(2, 2, 2, 256));
        List<NamedBytes> all = new ArrayList<>();
        small.templates(all::add);
        NamedBytes last = all.get(all.size() - 1);
        assertThat(last.key()).isEqualTo("templates/index.json");
        JsonNode entries = new ObjectMapper().readTree(last.text()).get("templates");
        assertThat(entries).hasSize(4);
        for (int i = 0; i < entries.size(); i++) {
            JsonNode entry = entries.get(i);
            assertThat(all).extracting(NamedBytes::key).contains(entry.get("key").asText());
            assertThat(entry.get("band").asText()).isEqualTo("r");
            assertThat(entry.get("corners")).hasSize(4);
        }
    }
}
