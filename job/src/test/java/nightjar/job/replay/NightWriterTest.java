// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Apdb;
import nightjar.model.port.Claims;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a recorder does to the job: nothing; and to what it writes: nothing either. */
@Timeout(60)
class NightWriterTest {

    private static final Entry ENTRY =
            new Entry.Told(1, new Stored("file:///p", "00", 1), true, List.of(1L, 2L));

    @Test
    void whoIsTooFastForTheDiskIsNotHeldUpButDroppedAndCounted(@TempDir Path folder)
            throws Exception {
        var slow = new CountDownLatch(1);
        var night = new NightFolder(folder);
        try (var writer = new NightWriter(night, "a", InstantSource.system(), false, 2)) {
            var begun = new CountDownLatch(1);
            writer.tell(
                    blobs -> {
                        begun.countDown();
                        awaited(slow);
                        return ENTRY;
                    },
                    0);
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 5; i++) {
                writer.tell(blobs -> ENTRY, 0);
            }
            assertThat(writer.dropped()).isEqualTo(3);
            slow.countDown();
        }
    }

    @Test
    void whatCannotBeWrittenCostsOneEntryAndNoMore(@TempDir Path folder) throws IOException {
        var writer = new NightWriter(new NightFolder(folder), "a", InstantSource.system(), true);
        try (writer) {
            writer.tell(
                    blobs -> {
                        throw new IOException("no space left");
                    },
                    0);
            writer.tell(blobs -> ENTRY, 0);
        }

        assertThat(writer.written()).isEqualTo(1);
        assertThat(writer.dropped()).isEqualTo(1);
    }

    @Test
    void anAnswerComesBackAsItWas() throws Exception {
        var row =
                new Columns(
                        Map.of(
                                "ra",
                                0.1 + 0.2,
                                "psfFlux",
                                Float.NaN,
                                "diaObjectId",
                                1L << 62,
                                "detector",
                                7,
                                "isDipole",
                                true,
                                "band",
                                "r"));
        var prior = new Apdb.Prior(List.of(row), List.of(), List.of(row, row));
        var claim = new Claims.Claim(1, 2, "a", 61_364.1, new Stored("s3://x", "ab", 3), true);

        assertThat(again(prior, Apdb.class, "prior")).isEqualTo(prior);
        assertThat(again(Optional.of(claim), Claims.class, "read")).isEqualTo(Optional.of(claim));
        assertThat(again(Optional.empty(), Claims.class, "read")).isEqualTo(Optional.empty());
    }

    private static Object again(Object value, Class<?> port, String method) {
        for (var it : port.getMethods()) {
            if (it.getName().equals(method) && it.getReturnType() == Outcome.class) {
                return Codec.valueOfOutcome(Codec.text(value), it.getGenericReturnType());
            }
        }
        throw new IllegalArgumentException(method);
    }

    private static void awaited(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
