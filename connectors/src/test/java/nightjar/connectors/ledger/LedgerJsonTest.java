// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import nightjar.connectors.kafka.FakeSinkContext;
import nightjar.model.Cause;
import nightjar.model.Ended;
import nightjar.model.Ending;
import nightjar.model.Quarantined;
import nightjar.model.VisitDetector;
import org.junit.jupiter.api.Test;

class LedgerJsonTest {

    private static final Ended ENDED =
            new Ended(
                    new VisitDetector("LSSTCam", "2026-01-02T03:04:05.678", 4),
                    2026010200012L,
                    Ending.TIMED_OUT,
                    Cause.TIMED_OUT,
                    "await-snaps",
                    "no \"snap\" came",
                    0,
                    1,
                    2,
                    3,
                    4);

    @Test
    void endingIsKeyedByItsVisitDetectorAndReadBackEqual() {
        var record = new EndedRecords("ledger").serialize(ENDED, new FakeSinkContext(), null);
        assertThat(new String(record.key(), UTF_8)).isEqualTo("LSSTCam/2026-01-02T03:04:05.678/4");
        assertThat(LedgerJson.readEnded(record.value())).contains(ENDED);
    }

    @Test
    void anOrderGivenUpAndARerunAreToldOnlyWhereThereWasOne() {
        var sink = new FakeSinkContext();
        var plain = new EndedRecords("ledger").serialize(ENDED, sink, null);
        assertThat(new String(plain.value(), UTF_8)).doesNotContain("orderGivenUp", "rerunBy");

        var told = after(ENDED, Ending.ALERTED).rerunBy("night-rerun");
        var record = new EndedRecords("ledger").serialize(told, sink, null);
        assertThat(LedgerJson.readEnded(record.value())).contains(told);
        assertThat(told.rerunBy()).isEqualTo("night-rerun");
        assertThat(told.orderGivenUp()).isEqualTo("LSSTCam/earlier/4 of visit 2026010200011");
    }

    @Test
    void whatWasProcessedIsNotTakenBackByALaterEntry() {
        var failed = after(ENDED, Ending.FAILED);
        var alerted = after(ENDED, Ending.ALERTED).rerunBy("night-rerun");
        assertThat(Ended.lastWord(ENDED, failed)).isEqualTo(failed);
        assertThat(Ended.lastWord(failed, alerted)).isEqualTo(alerted);
        assertThat(Ended.lastWord(alerted, failed)).isEqualTo(alerted);
    }

    private static Ended after(Ended it, Ending ending) {
        return new Ended(
                it.key(),
                it.visit(),
                ending,
                it.cause(),
                it.stage(),
                it.why(),
                it.alerts(),
                it.announcedMillis(),
                it.arrivedMillis(),
                it.readoutEndMillis(),
                it.endedMillis() + 1,
                "LSSTCam/earlier/4 of visit 2026010200011",
                "");
    }

    @Test
    void quarantinedInputIsKeyedByWhereItCameFromAndReadBack() {
        byte[] body = {0, (byte) 0xFF, 7};
        var input = new Quarantined("nextVisit", 2, 17, "no Confluent frame", "ab12", body, 99);
        var record =
                new QuarantinedRecords("quarantine").serialize(input, new FakeSinkContext(), null);
        assertThat(new String(record.key(), UTF_8)).isEqualTo("nextVisit/2/17");
        var read = LedgerJson.readQuarantined(record.value()).orElseThrow();
        assertThat(read.body()).isEqualTo(body);
        assertThat(read.reason()).isEqualTo("no Confluent frame");
        assertThat(read.offset()).isEqualTo(17);
    }

    @Test
    void whatIsNoEntryIsNotRead() {
        assertThat(LedgerJson.readEnded("{}".getBytes(UTF_8))).isEmpty();
        assertThat(LedgerJson.readEnded("no JSON".getBytes(UTF_8))).isEmpty();
        assertThat(LedgerJson.readEnded(new byte[0])).isEmpty();
        assertThat(LedgerJson.readQuarantined("[]".getBytes(UTF_8))).isEmpty();
    }
}
