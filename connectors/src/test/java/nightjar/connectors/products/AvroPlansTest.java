// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import nightjar.model.Stored;
import nightjar.model.VisitDetector;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.port.Plans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvroPlansTest {

    private static final int ALERT_BYTES = 90_000;

    /** Nothing is announced of an empty plan. */
    private static final Plans.Listener ANYTHING =
            new Plans.Listener() {
                @Override
                public void record(String butlerRecord) {}

                @Override
                public void alert(long diaSourceId, byte[] packed) {}
            };

    private static final Plans.Listener SILENCE =
            new Plans.Listener() {
                @Override
                public void record(String butlerRecord) {
                    throw new AssertionError("no record is due");
                }

                @Override
                public void alert(long diaSourceId, byte[] packed) {
                    throw new AssertionError("no alert is due");
                }
            };

    private final Path folder;

    AvroPlansTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void aPlanIsReadAsItWasWritten() {
        var plans = plans("a");

        var read = plans.keep(plan(), alerts(3)).then(plans::read).asValue().orElseThrow();

        assertThat(read).isEqualTo(plan());
    }

    @Test
    void itsAlertsAreHandedOutInOrderByteForByte() {
        var plans = plans("a");
        var ids = new ArrayList<Long>();
        var records = new AtomicInteger();
        var stored = plans.keep(plan(), alerts(7)).asValue().orElseThrow();

        var count =
                plans.tell(
                        stored,
                        new Plans.Listener() {
                            @Override
                            public void record(String butlerRecord) {
                                assertThat(butlerRecord).isEqualTo(plan().butlerRecord());
                                assertThat(ids).isEmpty();
                                records.incrementAndGet();
                            }

                            @Override
                            public void alert(long id, byte[] packed) {
                                assertThat(packed).isEqualTo(AvroPlansTest.packed(ids.size()));
                                ids.add(id);
                            }
                        });

        assertThat(count.asValue()).contains(7);
        assertThat(records).hasValue(1);
        assertThat(ids).containsExactly(1000L, 1001L, 1002L, 1003L, 1004L, 1005L, 1006L);
    }

    @Test
    void theSamePlanHasTheSameName() {
        var one = plans("a").keep(plan(), alerts(5)).asValue().orElseThrow();
        var other = plans("b").keep(plan(), alerts(5)).asValue().orElseThrow();
        var different = plans("b").keep(plan(), alerts(4)).asValue().orElseThrow();

        assertThat(other).isEqualTo(one);
        assertThat(different.sha256()).isNotEqualTo(one.sha256());
    }

    @Test
    void aPlanWithoutRowsAndAlertsIsAPlan() {
        var plans = plans("a");
        var nothing =
                new Plans.Plan(
                        new VisitDetector("SandboxCam", "g", 4),
                        new Apdb.Rows(2026112000012L, 4, 61364.1, List.of(), List.of(), List.of()),
                        "00",
                        "",
                        List.of(),
                        1,
                        2);

        var stored = plans.keep(nothing, alerts(0)).asValue().orElseThrow();

        assertThat(plans.read(stored).asValue()).contains(nothing);
        assertThat(plans.tell(stored, SILENCE).asValue()).contains(0);
    }

    @Test
    void aDamagedPlanIsALossAndNoBug() {
        long seed = 20261120;
        var dice = new Random(seed);
        var store = new FakeObjectStore(folder.resolve("a"));
        var plans = new AvroPlans(store, "file:///plans", folder.resolve("scratch"));
        var stored = plans.keep(plan(), alerts(2)).asValue().orElseThrow();
        var whole = store.get(stored.uri()).asValue().orElseThrow();
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            var damaged =
                    dice.nextInt(4) == 0
                            ? Arrays.copyOf(whole, dice.nextInt(whole.length))
                            : whole.clone();
            for (int hits = 1 + dice.nextInt(3); hits > 0 && damaged.length > 0; hits--) {
                damaged[dice.nextInt(damaged.length)] = (byte) dice.nextInt();
            }
            assertThat(store.put(stored.uri(), damaged).isDone()).isTrue();
            boolean told = plans.read(stored).then(read -> plans.tell(stored, ANYTHING)).isDone();
            refused += told ? 0 : 1;
        }
        assertThat(refused).as("seed %d", seed).isGreaterThan(100);
    }

    @Test
    void whatAListenerThrowsIsItsOwn() {
        var plans = plans("a");
        var stored = plans.keep(plan(), alerts(1)).asValue().orElseThrow();
        var broken =
                new Plans.Listener() {
                    @Override
                    public void record(String butlerRecord) {}

                    @Override
                    public void alert(long id, byte[] packed) {
                        throw new IllegalStateException("no more");
                    }
                };

        assertThatThrownBy(() -> plans.tell(stored, broken)).hasMessage("no more");
    }

    private AvroPlans plans(String name) {
        return new AvroPlans(
                new FakeObjectStore(folder.resolve(name)),
                "file:///plans",
                folder.resolve("scratch"));
    }

    private static Plans.Plan plan() {
        var rows =
                new Apdb.Rows(
                        2026112000012L,
                        4,
                        61364.123456789,
                        List.of(new Columns(Map.of("diaObjectId", 7L, "nDiaSources", 2))),
                        List.of(
                                new Columns(Map.of("diaSourceId", 8L, "psfFlux", 1.5f)),
                                new Columns(Map.of("diaSourceId", 9L, "ra", 12.25))),
                        List.of());
        return new Plans.Plan(
                new VisitDetector("SandboxCam", "2026-11-20T01:02:03.456", 4),
                rows,
                "abcd",
                "{\"type\":\"pp-output\"}",
                List.of(
                        new Plans.Export(
                                new Stored("file:///p.zip", "ef", 12),
                                "difference.fits",
                                "s3://out/difference.fits")),
                1_700_000_000_000L,
                1_700_000_000_500L,
                "without Solar System objects: MPSky answered 500",
                "SandboxCam/2026-11-20T01:01:31.456/4 of visit 2026112000011");
    }

    private static Plans.AlertSource alerts(int count) {
        return new Plans.AlertSource() {
            @Override
            public int count() {
                return count;
            }

            @Override
            public long diaSourceId(int alert) {
                return 1000L + alert;
            }

            @Override
            public byte[] packed(int alert) {
                return AvroPlansTest.packed(alert);
            }
        };
    }

    private static byte[] packed(int alert) {
        var bytes = new byte[ALERT_BYTES + alert];
        Arrays.fill(bytes, (byte) alert);
        return bytes;
    }
}
