// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import nightjar.connectors.products.AvroPlans;
import nightjar.connectors.store.Stores;
import nightjar.model.Committed;
import nightjar.model.Stored;
import nightjar.model.VisitDetector;
import nightjar.model.port.Apdb;
import nightjar.model.port.Plans;
import nightjar.operators.Announce;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Keeps a plan of many alerts and announces it with the job's own operator, in a Java of its own
 * whose heap is smaller than the alerts together.
 */
final class ManyAlerts {

    static final int COUNT = 100_000;
    static final int BYTES = 4_096;

    private static final VisitDetector KEY = new VisitDetector("SandboxCam", "many", 4);
    private static final LongAdder TOLD = new LongAdder();
    private static final LongAdder IDS = new LongAdder();

    private ManyAlerts() {}

    /** The folder to work in; prints what was told. */
    public static void main(String[] args) throws Exception {
        var folder = args[0];
        var plan = keep(plans(folder));
        var env = StreamExecutionEnvironment.createLocalEnvironment(1);
        var committed = env.fromData(new Committed(KEY, 1, plan, COUNT, 0, 0));
        Announce.plans(committed, placement -> plans(folder), 1)
                .alerts()
                .map(
                        alert -> {
                            TOLD.increment();
                            IDS.add(alert.diaSourceId() ^ (alert.value()[0] & 0xFF));
                            return alert.value().length;
                        })
                .sinkTo(new DiscardingSink<>());
        env.execute();
        System.out.println("told " + TOLD.sum() + " sum " + IDS.sum());
    }

    /** What {@link #main} prints at its end when nothing was lost, doubled or changed. */
    static String expected() {
        long sum = 0;
        for (int i = 0; i < COUNT; i++) {
            sum += id(i) ^ (first(i) & 0xFF);
        }
        return "told " + COUNT + " sum " + sum;
    }

    private static AvroPlans plans(String folder) {
        var store = Stores.ofFiles(Path.of(folder, "cache"), 2L * COUNT * BYTES);
        return new AvroPlans(store, Path.of(folder, "plans").toUri().toString(), Path.of(folder));
    }

    private static Stored keep(AvroPlans plans) {
        var rows = new Apdb.Rows(1, KEY.detector(), 61364.1, List.of(), List.of(), List.of());
        return plans.keep(new Plans.Plan(KEY, rows, "", "", List.of(), 0, 0), new Visit())
                .asValue()
                .orElseThrow();
    }

    private static long id(int alert) {
        return 1_000_000L + alert;
    }

    private static byte first(int alert) {
        return (byte) (alert % 251);
    }

    /** Its alerts, made when they are asked for. */
    private static final class Visit implements Plans.AlertSource {

        @Override
        public int count() {
            return COUNT;
        }

        @Override
        public long diaSourceId(int alert) {
            return id(alert);
        }

        @Override
        public byte[] packed(int alert) {
            var packed = new byte[BYTES];
            Arrays.fill(packed, first(alert));
            return packed;
        }
    }
}
