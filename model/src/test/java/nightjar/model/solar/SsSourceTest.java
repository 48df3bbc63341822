// SPDX-License-Identifier: Apache-2.0
package nightjar.model.solar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import nightjar.model.catalog.Columns;
import nightjar.model.catalog.DiaSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * 2003 YF26 as lsst/pipe_tasks has it in the test of its ssoAssociation, where it is said to be
 * verified against JPL Horizons.
 */
class SsSourceTest {

    private static final Cartesian HELIO =
            new Cartesian(-2.03972984386492, -0.754159365265218, -0.09916618480505775);
    private static final Cartesian HELIO_V =
            new Cartesian(6.451686836410149, -17.36829941588102, -9.013339853647382);
    private static final Cartesian TOPO =
            new Cartesian(-1.2867480491014316, -0.1395377271885233, 0.16727378829681566);
    private static final Cartesian TOPO_V =
            new Cartesian(-13.061265792221151, 3.5105145303033005, -0.11752881599981002);

    private static final double[] NOTHING = {};
    private static final KnownBody BODY =
            new KnownBody(
                    0x4B303359323646L,
                    "2003 YF26",
                    new Trajectory(NOTHING, NOTHING, NOTHING),
                    Double.NaN,
                    Columns.EMPTY);

    private static final Columns ROW =
            SsSource.of(
                    source(186.18906993899677, 7.364048187677204),
                    new BodyState(BODY, HELIO, HELIO_V, TOPO, TOPO_V));

    private static DiaSource source(double ra, double dec) {
        return new DiaSource(
                new Columns(Map.of("diaSourceId", 170032882292621441L, "ra", ra, "dec", dec)));
    }

    @ParameterizedTest
    @CsvSource({
        "ephRa, 186.18909260549128, 1e-9",
        "ephDec, 7.364065668224215, 1e-6",
        "helioRange, 2.1769446746252505, 1e-12",
        "topoRange, 1.3050562591039694, 1e-12",
        "phaseAngle, 17.248719450313473, 1e-6",
        "elongation, 140.17164534286258, 1e-4",
        "helio_vtot, 20.603940956820594, 1e-12",
        "topo_vtot, 13.525316609422026, 1e-12",
        "helioRangeRate, 0.3824562080346701, 1e-9",
        "topoRangeRate, 12.487622241678675, 1e-3",
        "eclLambda, 182.73184707660818, 1e-10",
        "eclBeta, 9.214287183249514, 1e-10",
        "galLon, 283.959546691413, 1e-10",
        "galLat, 69.24711603487795, 1e-10",
        "ephRate, 0.13175297987940152, 1e-4",
        "ephRateRa, -0.1242177608944433, 1e-4",
        "ephRateDec, -0.0439180553471223, 1e-4",
        "ephOffsetRa, -0.08092633090227584, 1e-4",
        "ephOffsetDec, -0.06292996923882299, 4e-3",
        "ephOffset, 0.10251464315747216, 4e-3",
        "ephOffsetAlongTrack, 0.09727483587724564, 4e-3",
        "ephOffsetCrossTrack, 0.03235519072357292, 4e-3"
    })
    void aKnownAsteroidIsWhereHorizonsSaw(String column, double value, double tolerance) {
        assertThat(ROW.number(column)).isCloseTo(value, within(tolerance));
    }

    @Test
    void theRowNamesSourceAndBody() {
        assertThat(ROW.whole("diaSourceId", 0)).isEqualTo(170032882292621441L);
        assertThat(ROW.whole("ssObjectId", 0)).isEqualTo(BODY.ssObjectId());
        assertThat(ROW.text("designation")).isEqualTo("2003 YF26");
        assertThat(ROW.whole("diaDistanceRank", 0)).isEqualTo(1);
        assertThat(ROW.has("ephVmag")).isFalse();
    }

    @Test
    void anOffsetOverTheFirstPointOfAriesIsSmall() {
        var body = new Cartesian(1, -1e-7, 0); // 0.02 arcsec west of ra 0
        var still = new Cartesian(0, 0, 0);
        var row = SsSource.of(source(0, 0), new BodyState(BODY, body, still, body, still));
        assertThat(row.number("ephOffsetRa")).isCloseTo(0.0206, within(1e-4));
        assertThat(row.has("ephOffsetAlongTrack")).isFalse();
    }
}
