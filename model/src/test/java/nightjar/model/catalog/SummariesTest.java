// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummariesTest {

    @Test
    void weighsFluxesByTheirErrors() {
        Columns summary =
                Summaries.of(
                        List.of(
                                Sky.earlier(1, 9, 0, 2)
                                        .with("psfFlux", 100.0)
                                        .with("psfFluxErr", 1.0),
                                Sky.earlier(2, 9, 0, 1)
                                        .with("psfFlux", 200.0)
                                        .with("psfFluxErr", 2.0)));
        assertThat(summary.number("r_psfFluxMean")).isCloseTo(120, within(1e-9));
        assertThat(summary.number("r_psfFluxMeanErr")).isCloseTo(Math.sqrt(0.8), within(1e-12));
        assertThat(summary.number("r_psfFluxMaxSlope")).isCloseTo(100, within(1e-6));
        assertThat(summary.whole("r_psfFluxNdata", -1)).isEqualTo(2);
        assertThat(summary.whole("g_psfFluxNdata", -1)).isZero();
        assertThat(summary.has("g_psfFluxMean")).isFalse();
        assertThat(summary.whole("nDiaSources", -1)).isEqualTo(2);
    }

    @Test
    void knowsNoScatterAndNoSlopeOfOneFlux() {
        Columns summary = Summaries.of(List.of(Sky.source(1, 0)));
        assertThat(summary.has("r_psfFluxSigma")).isFalse();
        assertThat(summary.has("r_psfFluxMaxSlope")).isFalse();
        assertThat(summary.number("r_psfFluxMin")).isEqualTo(1000);
        assertThat(summary.number("r_psfFluxMax")).isEqualTo(1000);
    }

    @Test
    void averagesPositionsAcrossRightAscensionZero() {
        Columns summary =
                Summaries.of(
                        List.of(
                                Sky.source(1, 0).with("ra", 359.9999).with("dec", 0.0),
                                Sky.source(2, 0).with("ra", 0.0003).with("dec", 0.0)));
        assertThat(summary.number("ra")).isCloseTo(0.0001, within(1e-9));
    }
}
