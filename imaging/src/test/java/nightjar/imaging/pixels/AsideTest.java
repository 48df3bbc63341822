// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;
import org.junit.jupiter.api.Test;

class AsideTest {

    @Test
    void theOutcomeIsWhatTheWorkMade() throws Exception {
        try (Aside<String> aside = Aside.of(() -> "planes")) {
            assertThat(aside.outcome()).isEqualTo("planes");
        }
    }

    @Test
    void whatTheWorkFailsWithIsThrownAsItWas() {
        var refused = new Unusable(FailureCause.CANCELLED, "enough");
        try (Aside<String> aside = Aside.of(() -> failing(refused))) {
            assertThatThrownBy(aside::outcome).isSameAs(refused);
        }
        var broken = new IOException("disk");
        try (Aside<String> aside = Aside.of(() -> failing(broken))) {
            assertThatThrownBy(aside::outcome).isSameAs(broken);
        }
        var tooSmall = new OutOfMemoryError("heap");
        try (Aside<String> aside = Aside.of(() -> failing(tooSmall))) {
            assertThatThrownBy(aside::outcome).isSameAs(tooSmall);
        }
    }

    private static String failing(Throwable with) throws Unusable, IOException {
        if (with instanceof Unusable refused) {
            throw refused;
        }
        if (with instanceof IOException broken) {
            throw broken;
        }
        throw (Error) with;
    }

    @Test
    void withOneCoreWorkThatNobodyAsksForNeverBegins() {
        // A test that let one image have every core may have run before in this Java.
        boolean isOneCore = Bands.threads() == 1;
        var begun = new AtomicBoolean();

        try (Aside<Boolean> aside = Aside.of(() -> begun.getAndSet(true))) {
            assertThat(aside).isNotNull();
        }

        assertThat(begun.get()).isEqualTo(!isOneCore);
    }

    @Test
    void withEveryCoreItIsDoneMeanwhileAndNeverLeftBehind() throws Exception {
        Bands.useEveryCore();
        assumeTrue(Bands.threads() > 1, "this machine has one core");
        var here = new CountDownLatch(1);
        var ended = new AtomicBoolean();

        try (Aside<Boolean> aside =
                Aside.of(
                        () -> {
                            boolean met = meet(here);
                            ended.set(true);
                            return met;
                        })) {
            here.countDown();
            assertThat(aside).isNotNull();
        }

        assertThat(ended).as("closing waits for its end").isTrue();
    }

    private static boolean meet(CountDownLatch here) {
        try {
            return here.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
