// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

    @Test
    void ranksAreOfRealValues() {
        var p = Percentiles.of(IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList());
        assertThat(p.p50()).isEqualTo(50);
        assertThat(p.p90()).isEqualTo(90);
        assertThat(p.p99()).isEqualTo(99);
        assertThat(p.max()).isEqualTo(100);
    }

    @Test
    void nothingIsSaidOfNothing() {
        var p = Percentiles.of(List.of());
        assertThat(p.p50()).isNaN();
        assertThat(p.inSeconds()).isEqualTo("nothing to measure");
    }
}
