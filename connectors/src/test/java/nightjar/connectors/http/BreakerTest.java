// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private final AtomicLong now = new AtomicLong();
    private final Breaker breaker = new Breaker(3, Duration.ofNanos(100), now::get);

    @Test
    void failuresMustComeInARow() {
        for (boolean well : new boolean[] {false, false, true, false, false}) {
            assertThat(breaker.letsPass()).isTrue();
            breaker.ended(well);
        }
        assertThat(breaker.isOpen()).isFalse();
        breaker.ended(false);
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.letsPass()).isFalse();
    }

    @Test
    void afterTheRestOnlyOneIsLetPass() {
        open();
        now.addAndGet(100);
        assertThat(breaker.letsPass()).isTrue();
        assertThat(breaker.letsPass()).isFalse();
        breaker.ended(true);
        assertThat(breaker.letsPass()).isTrue();
        assertThat(breaker.letsPass()).isTrue();
    }

    @Test
    void aProbeThatFailsBeginsTheRestAnew() {
        open();
        now.addAndGet(100);
        assertThat(breaker.letsPass()).isTrue();
        breaker.ended(false);
        now.addAndGet(99);
        assertThat(breaker.letsPass()).isFalse();
        now.addAndGet(1);
        assertThat(breaker.letsPass()).isTrue();
    }

    private void open() {
        for (int i = 0; i < 3; i++) {
            breaker.ended(false);
        }
    }
}
