// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sattle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import nightjar.connectors.http.Http;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.port.Sattle.Box;
import nightjar.model.port.Sattle.Exposure;
import nightjar.sandbox.box.sattle.Sattle;
import nightjar.sandbox.box.web.Web;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client against a Sattle that computes, with the oddities of the real one. */
@Timeout(120)
class SattleStandInTest {

    /** Along the equator through right ascension 100, half a degree in the exposure's 30 s. */
    private static final String SATELLITE =
            """
            [{"id": 25544, "epochMjdTai": 61364.1, "raDeg": 99.75, "decDeg": 0,
              "raRateDegPerS": 0.0166666667, "decRateDegPerS": 0}]
            """;

    private static final Exposure EXPOSURE =
            new Exposure(2026112000012L, 61_364.1, 61_364.1003472222, 100, 0);

    private static final Box HIT = box(11, 0);
    private static final Box NEAR = box(12, 0.0104);
    private static final Box MISS = box(13, 0.02);

    private Web server;
    private SattleClient client;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        var satellites = Files.writeString(folder.resolve("satellites.json"), SATELLITE);
        server = Sattle.serve(0, satellites);
        client = client(SattleSettings.at(server.address()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatLiesBesideTheTracksIsAllowed() throws Exception {
        assertThat(client.register(EXPOSURE, SattleQuestions.TIME).isDone()).isTrue();
        assertThat(allowed(HIT, NEAR, MISS)).containsExactlyInAnyOrder(12L, 13L);
    }

    @Test
    void aVisitRegisteredTwiceIsTheSameVisit() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(client.register(EXPOSURE, SattleQuestions.TIME).asValue())
                    .contains(EXPOSURE);
        }
        assertThat(allowed(HIT, MISS)).containsExactly(13L);
    }

    @Test
    void aForgottenVisitIsRegisteredOnTheWay() throws Exception {
        assertThat(allowed(HIT, MISS)).containsExactly(13L);
    }

    @Test
    void oneSourceAloneComesNestedAndIsUnderstood() throws Exception {
        assertThat(allowed(MISS)).containsExactly(13L);
        assertThat(allowed(HIT)).isEmpty();
        client = client(SattleSettings.at(server.address()).withMostSources(2));
        assertThat(allowed(HIT, NEAR, MISS)).containsExactlyInAnyOrder(12L, 13L);
    }

    @Test
    void noSourcesAreNotAskedAboutForThatWouldBeAnError() throws Exception {
        assertThat(allowed()).isEmpty();
    }

    @Test
    void aPastNightIsAVisitOfItsOwn() throws Exception {
        assertThat(client.register(EXPOSURE, SattleQuestions.TIME).isDone()).isTrue();
        client = client(SattleSettings.at(server.address()).asHistorical());
        assertThat(allowed(HIT, MISS)).containsExactly(13L);
    }

    @Test
    void anExposureThatEndsBeforeItBeginsIsSuppressed() throws Exception {
        var backwards = new Exposure(7, 61_364.2, 61_364.1, 100, 0);
        var loss = client.allowed(backwards, 4, List.of(MISS), SattleQuestions.TIME).asLoss();
        assertThat(loss.map(Loss::ending)).contains(Ending.SUPPRESSED);
        assertThat(loss.map(Loss::why)).contains("Sattle answered 500 to visit_cache");
    }

    @Test
    void aBoxThatCannotBeOnTheSkySuppressesAll() throws Exception {
        var beyond = box(14, 91);
        var loss = client.allowed(EXPOSURE, 4, List.of(MISS, beyond), SattleQuestions.TIME);
        assertThat(loss.asLoss().map(Loss::why))
                .contains("Sattle answered 400 to diasource_allow_list");
    }

    private Set<Long> allowed(Box... sources) throws InterruptedException {
        return client.allowed(EXPOSURE, 4, List.of(sources), SattleQuestions.TIME)
                .fold(
                        it -> it,
                        loss -> {
                            throw new AssertionError(loss.why());
                        });
    }

    private static SattleClient client(SattleSettings settings) {
        return new SattleClient(new Http(), settings.withTimeout(Duration.ofSeconds(20)));
    }

    /** A box of 2 arcsec around right ascension 100 and this declination. */
    private static Box box(long id, double decDeg) {
        double half = 1 / 3600.0;
        return new Box(
                id,
                new double[] {
                    100 - half,
                    decDeg - half,
                    100 + half,
                    decDeg - half,
                    100 + half,
                    decDeg + half,
                    100 - half,
                    decDeg + half
                });
    }
}
