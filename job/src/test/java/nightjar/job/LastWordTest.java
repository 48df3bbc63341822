// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import nightjar.job.config.ConfigurationException;
import org.junit.jupiter.api.Test;

class LastWordTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int end(Callable<Integer> command) {
        return LastWord.of("nightjar test", command, new PrintStream(err, true, UTF_8));
    }

    @Test
    void whoEndsWellHasTheLastWord() {
        assertThat(end(() -> 7)).isEqualTo(7);
        assertThat(err.size()).isZero();
    }

    @Test
    void whatIsRefusedIsNotToBeLookedUp() {
        assertThat(
                        end(
                                () -> {
                                    throw new ConfigurationException("a.b is 'c': make it d");
                                }))
                .isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .isEqualToIgnoringNewLines("nightjar test: a.b is 'c': make it d");
    }

    @Test
    void aFailureIsOneLineThatSaysWhereTheRestIs() {
        assertThat(
                        end(
                                () -> {
                                    throw new ExecutionException(
                                            new IOException(
                                                    "cassandra is gone\nand more\nand more"));
                                }))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .isEqualToIgnoringNewLines(
                        "nightjar test failed: cassandra is gone; look into " + OwnLog.place());
    }

    @Test
    void aMessageThatIsButANameIsToldWithItsKind() {
        assertThat(
                        end(
                                () -> {
                                    throw new NoSuchFileException("/x");
                                }))
                .isEqualTo(1);
        assertThat(err.toString(UTF_8))
                .startsWith("nightjar test failed: NoSuchFileException: /x;");
    }
}
