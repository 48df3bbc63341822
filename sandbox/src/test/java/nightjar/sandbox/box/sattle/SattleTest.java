// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.sattle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import nightjar.sandbox.box.Asks;
import nightjar.sandbox.box.Shared;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SattleTest {

    /** Along the equator through right ascension 100, half a degree in the exposure's 30 s. */
    private static final String SATELLITE =
            """
            [{"id": 25544, "epochMjdTai": 61364.1, "raDeg": 99.75, "decDeg": 0,
              "raRateDegPerS": 0.0166666667, "decRateDegPerS": 0}]
            """;

    private static final String VISIT =
            """
            {"visit_id": 2026112000012, "exposure_start_mjd": 61364.1,
             "exposure_end_mjd": 61364.1003472222, "boresight_ra": 100, "boresight_dec": 0}
            """;

    private static final String HIT = source(11, 0.0);
    private static final String MISS = source(12, 0.05);
    private static final String MISS_TOO = source(13, -0.05);

    private Path satellites;
    private Asks sattle;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        satellites = folder.resolve("satellites.json");
        Files.writeString(satellites, SATELLITE, StandardCharsets.UTF_8);
        sattle = fresh();
    }

    private Asks fresh() {
        return new Asks(new Sattle(new Satellites(satellites))::answer);
    }

    @Test
    void theServerCasesOfUpstreamHold() throws IOException {
        JsonNode cases = Shared.cases("sattle_cases.json").path("server");
        assertThat(cases).hasSize(6);
        for (JsonNode one : cases) {
            int status = serverCase(one);
            assertThat(status).as(one.toString()).isEqualTo(one.path("status").asInt());
        }
    }

    private int serverCase(JsonNode one) throws IOException {
        Asks other = fresh();
        if (one.path("put").asText().equals("/visit_cache")) {
            if (one.has("missing_field")) {
                return other.put("/visit_cache", "{\"visit_id\": 1}").status();
            }
            if (one.has("already")) {
                other.put("/visit_cache", VISIT);
                return other.put("/visit_cache", VISIT).status();
            }
            Files.writeString(satellites, "no satellites", StandardCharsets.UTF_8);
            int status = other.put("/visit_cache", VISIT).status();
            Files.writeString(satellites, SATELLITE, StandardCharsets.UTF_8);
            return status;
        }
        if (!one.has("visit_unknown")) {
            other.put("/visit_cache", VISIT);
        }
        String sources =
                one.has("compute_fails") ? "{\"diasource_id\": 1, \"bbox\": [[1, 2]]}" : HIT;
        String body = one.has("missing_field") ? "{\"visit_id\": 1}" : ask(sources);
        return other.put("/diasource_allow_list", body).status();
    }

    @Test
    void sourcesOnTheTrackAreNotAllowed() {
        sattle.put("/visit_cache", VISIT);

        var seen = sattle.put("/diasource_allow_list", ask(MISS + "," + HIT + "," + MISS_TOO));

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body())
                .hasToString(
                        "{\"visit_id\":2026112000012,\"detector_id\":4,\"allow_list\":[12,13]}");
    }

    @Test
    void aSingleAllowedSourceComesNestedAsUpstreamSendsIt() {
        sattle.put("/visit_cache", VISIT);

        assertThat(sattle.put("/diasource_allow_list", ask(MISS)).body().path("allow_list"))
                .hasToString("[[12]]");
        assertThat(sattle.put("/diasource_allow_list", ask(HIT)).body().path("allow_list"))
                .hasToString("[]");
    }

    @Test
    void noSourcesAreAnErrorOnlyWhenThereAreSatellites() throws IOException {
        sattle.put("/visit_cache", VISIT);
        assertThat(sattle.put("/diasource_allow_list", ask("")).status()).isEqualTo(400);

        Files.writeString(satellites, "[]", StandardCharsets.UTF_8);
        sattle.put("/visit_cache", VISIT.replace("2026112000012", "7"));
        var none = sattle.put("/diasource_allow_list", ask("").replace("2026112000012", "7"));
        assertThat(none.status()).isEqualTo(200);
        assertThat(none.body().path("allow_list")).isEmpty();
    }

    @Test
    void historicalVisitsAreKeptApart() {
        sattle.put("/visit_cache", VISIT);

        String historical =
                ask(MISS).replace("\"detector_id\"", "\"historical\": true, \"detector_id\"");
        assertThat(sattle.put("/diasource_allow_list", historical).status()).isEqualTo(404);
    }

    @Test
    void theFileOfSatellitesIsReadAgainWhenItChanges() throws IOException {
        Files.writeString(satellites, "[]", StandardCharsets.UTF_8);
        sattle.put("/visit_cache", VISIT);
        Files.writeString(satellites, SATELLITE, StandardCharsets.UTF_8);
        Files.setLastModifiedTime(satellites, FileTime.fromMillis(1_000_000_000_000L));
        sattle.put("/visit_cache", VISIT.replace("2026112000012", "2026112000013"));

        JsonNode cache = sattle.get("/visit_cache").body();
        assertThat(cache.path("2026112000012").path("tracks")).isEmpty();
        assertThat(cache.path("2026112000013").path("tracks")).hasSize(1);
    }

    private static String ask(String sources) {
        return "{\"visit_id\": 2026112000012, \"detector_id\": 4, \"diasources\": ["
                + sources
                + "]}";
    }

    /** A source of 2 arcsec around right ascension 100 and this declination. */
    private static String source(long id, double decDeg) {
        double half = 1 / 3600.0;
        return "{\"diasource_id\": %d, \"bbox\": [[%s,%s],[%s,%s],[%s,%s],[%s,%s]]}"
                .formatted(
                        id,
                        100 - half,
                        decDeg - half,
                        100 + half,
                        decDeg - half,
                        100 + half,
                        decDeg + half,
                        100 - half,
                        decDeg + half);
    }
}
