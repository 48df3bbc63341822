// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import nightjar.model.Observation;
import org.junit.jupiter.api.Test;

class ExposureFactsTest {

    private static final RawKey KEY =
            new RawKey(
                    "LSSTCam", "MC_O_20250521_000138", 2025052100138L, 94, "R22_S11", "", "", -1);

    @Test
    void whatTheHeaderTellsOfTheObservationIsKept() {
        var told =
                observation(
                        "{\"IMGTYPE\":\"OBJECT\",\"REASON\":\"Field_Survey\",\"OBJECT\":\"M 31\","
                                + "\"PROGRAM\":\"BLOCK-365\",\"EXPTIME\":30.0,\"DARKTIME\":30.9415,"
                                + "\"AZSTART\":239.7,\"ELSTART\":70.0,\"MAXINDEX\":2}");
        assertThat(told)
                .isEqualTo(
                        new Observation(
                                "science",
                                "field_survey",
                                "M 31",
                                "BLOCK-365",
                                30,
                                30.9415,
                                239.7,
                                20,
                                2));
    }

    @Test
    void aSilentHeaderTellsNothing() {
        assertThat(observation("{}")).isEqualTo(Observation.UNKNOWN);
        assertThat(observation("{\"IMGTYPE\":\"DARK\",\"MAXINDEX\":-4,\"REASON\":null}"))
                .isEqualTo(
                        new Observation(
                                "dark",
                                "",
                                "",
                                "",
                                Double.NaN,
                                Double.NaN,
                                Double.NaN,
                                Double.NaN,
                                0));
    }

    private static Observation observation(String json) {
        var keywords = Keywords.ofSidecar(json.getBytes(UTF_8)).orElseThrow();
        return ExposureFacts.of(KEY, keywords, TimeScale.TAI).observation();
    }
}
