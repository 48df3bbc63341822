// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nightjar.connectors.products.ZipProducts;
import nightjar.connectors.store.Stores;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers.Request;
import nightjar.model.port.ImageWorkers.Summary;
import nightjar.sandbox.worker.Order;
import nightjar.sandbox.worker.Order.How;
import nightjar.sandbox.worker.Orders;
import nightjar.sandbox.worker.StoryWorker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox's image worker without pixels is one as the pool knows them, and misbehaves. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StoryWorkerTest {

    private static final long VISIT = 2_026_112_000_012L;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Path folder;
    private final Orders orders;
    private final WorkerPool pool;

    StoryWorkerTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.orders = new Orders(Files.createDirectory(folder.resolve("orders")));
        this.pool = new WorkerPool(WorkerSettings.of(StoryWorker.command(7, orders.folder()), 1));
        Files.write(folder.resolve("raw.fits"), raw());
        Files.write(folder.resolve("template.fits"), new byte[2880]);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void aResultIsWhatProductsAreMadeOf() throws Exception {
        var work = folder.resolve("work");
        var summary = difference(work).asValue().orElseThrow();

        assertThat(summary.midpointMjdTai()).isEqualTo(61364.5);
        assertThat(summary.exposureSeconds()).isEqualTo(30);
        try (var store = Stores.ofFiles(folder.resolve("cache"), 1 << 20)) {
            var products =
                    new ZipProducts(store, folder.resolve("kept").toUri().toString(), folder);
            var kept = products.keep(work).asValue().orElseThrow();
            assertThat(summary.sources()).isBetween(1, 12);
            assertThat(products.diaSources(kept).asValue().orElseThrow())
                    .hasSize(summary.sources());
            assertThat(products.footprints(kept).asValue().orElseThrow())
                    .hasSize(summary.sources());
        }
    }

    @Test
    void equalRequestsHaveEqualResultsAndAnotherRawAnother() throws Exception {
        difference(folder.resolve("one"));
        difference(folder.resolve("two"));
        assertThat(folder.resolve("one/diaSources.csv"))
                .hasSameBinaryContentAs(folder.resolve("two/diaSources.csv"));
        assertThat(folder.resolve("one/cutouts.bin"))
                .hasSameBinaryContentAs(folder.resolve("two/cutouts.bin"));

        var damaged = raw();
        damaged[4000] = 1;
        Files.write(folder.resolve("raw.fits"), damaged);
        difference(folder.resolve("three"));
        assertThat(Files.readAllBytes(folder.resolve("three/cutouts.bin")))
                .isNotEqualTo(Files.readAllBytes(folder.resolve("one/cutouts.bin")));
    }

    @Test
    void forcedPhotometryKnowsTheFrame() throws Exception {
        var work = folder.resolve("work");
        difference(work);
        var positions =
                Files.writeString(
                        folder.resolve("positions.csv"),
                        "diaObjectId,ra,dec\n5,30,-20\n6,31,-20\n");
        var forced = pool.force(work, positions, Deadline.in(SOON)).asValue().orElseThrow();

        var rows = Files.readAllLines(forced);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1)).startsWith("5,30,-20,").endsWith(",true").doesNotContain("NaN");
        assertThat(rows.get(2)).startsWith("6,31,-20,").endsWith(",NaN,NaN,NaN,NaN,false");
    }

    @Test
    void aFileCutShortIsNoticed() throws Exception {
        var whole = raw();
        Files.write(folder.resolve("raw.fits"), java.util.Arrays.copyOf(whole, whole.length - 99));

        assertThat(lossOf(SOON).why()).startsWith("TRUNCATED");
    }

    @Test
    void misbehaviourCostsOneRequest() throws Exception {
        for (var how : List.of(How.CRASH, How.EAT, How.NONSENSE)) {
            orders.next(1, Order.of(how));

            var loss = lossOf(SOON);

            assertThat(loss.ending()).as(how.name()).isEqualTo(Ending.FAILED);
            assertThat(loss.cause()).as(how.name()).isEqualTo(Cause.RETRIABLE);
            assertThat(difference(folder.resolve("after-" + how)).isDone()).isTrue();
        }
        assertThat(orders.obeyed()).isEqualTo(3);
    }

    @Test
    void whoHangsIsKilledAndWhoIsSlowObeysACancel() throws Exception {
        difference(folder.resolve("warm"));
        orders.once(VISIT, 4, Order.of(How.HANG));
        assertThat(lossOf(Duration.ofSeconds(2)).ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(pool.counts().killed()).isEqualTo(1);

        difference(folder.resolve("warm again"));
        orders.once(VISIT, 4, new Order(How.SLOW, Duration.ofMinutes(5)));
        assertThat(lossOf(Duration.ofSeconds(4)).why()).startsWith("CANCELLED");
        assertThat(pool.counts().killed()).isEqualTo(1);
    }

    private Loss lossOf(Duration within) throws Exception {
        return difference(folder.resolve("lost"), within).asLoss().orElseThrow();
    }

    private Outcome<Summary> difference(Path work) throws Exception {
        return difference(work, SOON);
    }

    private Outcome<Summary> difference(Path work, Duration within) throws Exception {
        Files.createDirectories(work);
        return pool.difference(
                new Request(
                        VISIT,
                        4,
                        "r",
                        List.of(folder.resolve("raw.fits")),
                        List.of(folder.resolve("template.fits")),
                        List.of(),
                        work),
                Deadline.in(within));
    }

    /** 256 by 256 px of 0.2 arcsec around (30, -20), all 0. */
    private static byte[] raw() {
        var cards = new StringBuilder();
        for (var card :
                List.of(
                        "SIMPLE  =                    T",
                        "BITPIX  =                   16",
                        "NAXIS   =                    2",
                        "NAXIS1  =                  256",
                        "NAXIS2  =                  256",
                        "MJD-BEG =              61364.4 / TAI",
                        "MJD-END =              61364.6",
                        "EXPTIME =                 30.0",
                        "CRVAL1  =                 30.0",
                        "CRVAL2  =                -20.0",
                        "CRPIX1  =                128.5",
                        "CRPIX2  =                128.5",
                        "CD1_1   = -5.55555555555556E-5",
                        "CD1_2   =                  0.0",
                        "CD2_1   =                  0.0",
                        "CD2_2   = 5.555555555555556E-5",
                        "END")) {
            cards.append("%-80s".formatted(card));
        }
        var head = "%-2880s".formatted(cards).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return java.util.Arrays.copyOf(head, 2880 + 46 * 2880);
    }
}
