// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import nightjar.connectors.kafka.FakeSinkContext;
import nightjar.model.PackedAlert;
import org.junit.jupiter.api.Test;

class AlertRecordsTest {

    @Test
    void recordHasNoKeyAndTheMomentOfSendingInItsHeader() {
        byte[] value = {0, 1, 2};
        var before = System.currentTimeMillis();
        var record =
                new AlertRecords("lsst-alerts-v11")
                        .serialize(new PackedAlert(7, value), new FakeSinkContext(), null);
        assertThat(record.topic()).isEqualTo("lsst-alerts-v11");
        assertThat(record.key()).isNull();
        assertThat(record.value()).isEqualTo(value);
        var header = record.headers().lastHeader("producer_timestamp").value();
        assertThat(Double.parseDouble(new String(header, US_ASCII)))
                .isBetween(before - 1.0, System.currentTimeMillis() + 1.0);
    }

    @Test
    void momentIsDecimalTextOfMilliseconds() {
        var text = AlertRecords.millisText(Instant.parse("2026-02-24T22:13:45.678123Z"));
        assertThat(new String(text, US_ASCII)).isEqualTo("1771971225678.123");
    }
}
