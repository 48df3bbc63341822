// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sasquatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import nightjar.connectors.testing.FakeServer;
import nightjar.connectors.testing.FakeServer.Fault;
import nightjar.connectors.testing.FakeServer.Reply;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SasquatchSinkTest {

    private static final int RECORDS = 5_000;

    @Test
    void aStreamIsNotHeldUpByASasquatchThatHangs() throws Exception {
        try (var server = FakeServer.replying(Reply.wrong(Fault.STALLED))) {
            var patience = Duration.ofHours(1);
            var settings = SasquatchSettings.at(server.address(), "n").within(patience, 3);
            run(settings); // would wait for an hour if it waited
            assertThat(server.asked()).hasSizeLessThanOrEqualTo(1);
        }
    }

    /** Returns when every record went through and the job has ended. */
    private static void run(SasquatchSettings settings) throws Exception {
        var env = StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        env.setParallelism(1);
        env.fromSource(
                        new NumberSequenceSource(1, RECORDS),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .sinkTo(new SasquatchSink<>(settings, SasquatchSinkTest::measured));
        env.execute();
    }

    private static Measurement measured(Long number) {
        return new Measurement("m", "", Map.of(), Map.of("number", number.doubleValue()), number);
    }
}
