// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nightjar.connectors.products.AvroPlans;
import nightjar.connectors.products.ZipProducts;
import nightjar.connectors.store.Stores;
import nightjar.job.bench.StubWorkers;
import nightjar.model.Stored;
import nightjar.model.VisitDetector;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;
import nightjar.model.port.Plans;

/** What is in the object store as it should be: a product, a plan, a worker's folder. */
final class StoredGoods {

    private StoredGoods() {}

    /** A worker's folder with all its tables, as the bench's stub leaves it. */
    static Path workFolder(Path scratch) throws IOException {
        var work = Files.createDirectories(scratch.resolve("work"));
        try (var workers = new StubWorkers()) {
            workers.difference(
                            new ImageWorkers.Request(
                                    2_026_112_000_017L,
                                    4,
                                    "r",
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    work),
                            Deadline.in(Duration.ofSeconds(10)))
                    .match(done -> {}, loss -> {});
        }
        return work;
    }

    static byte[] product(Path scratch) throws IOException {
        var store = store(scratch);
        var products = new ZipProducts(store, folder(scratch), scratch);
        return bytes(store, products.keep(workFolder(scratch)).asValue().orElseThrow());
    }

    /** A plan of one of everything. */
    static byte[] plan(Path scratch) {
        var row = new Columns(Map.of("diaObjectId", 7L, "ra", 62.0, "psfFlux", 1.5f, "flag", true));
        var rows =
                new Apdb.Rows(
                        2_026_112_000_017L, 4, 61364.3, List.of(row), List.of(row), List.of(row));
        var plan =
                new Plans.Plan(
                        new VisitDetector("LSSTCam", "2026-11-20T05:00:00.000", 4),
                        rows,
                        "00",
                        "{\"type\":\"records\"}",
                        List.of(Plans.Export.ofRows("dia_source_apdb", "file:///x")),
                        1,
                        2);
        var store = store(scratch);
        var plans = new AvroPlans(store, folder(scratch), scratch);
        return bytes(store, plans.keep(plan, new TwoAlerts()).asValue().orElseThrow());
    }

    private record TwoAlerts() implements Plans.AlertSource {
        @Override
        public int count() {
            return 2;
        }

        @Override
        public long diaSourceId(int alert) {
            return 170_032_882_292_621_441L + alert;
        }

        @Override
        public byte[] packed(int alert) {
            return new byte[500];
        }
    }

    private static Stores store(Path scratch) {
        return Stores.ofFiles(scratch.resolve("cache"), 1 << 24);
    }

    private static String folder(Path scratch) {
        return scratch.resolve("kept").toUri().toString();
    }

    private static byte[] bytes(Stores store, Stored stored) {
        return store.get(stored.uri()).asValue().orElseThrow();
    }
}
