// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FramesTest {

    @Test
    void tellsWhereButNotWhat() {
        var cause = new IllegalArgumentException("ra 318.1");

        var told = Frames.of(new IllegalStateException("dec -66.0", cause));

        assertThat(told)
                .startsWith("java.lang.IllegalStateException\n    at ")
                .contains("caused by java.lang.IllegalArgumentException", "FramesTest.tellsWhere")
                .doesNotContain("318.1", "66.0");
    }
}
