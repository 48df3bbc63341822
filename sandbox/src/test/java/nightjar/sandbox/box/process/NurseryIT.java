// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class NurseryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A server that gives up. */
    public static final class Failing {
        public static void main(String[] args) {
            System.out.println("the port is taken, and that is that");
            throw new IllegalStateException("no use");
        }
    }

    /** A server that comes up and will not go when asked politely. */
    public static final class Stubborn {
        public static void main(String[] args) throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(Stubborn::waitForEver));
            System.out.println(Child.READY + System.getProperty("java.io.tmpdir"));
            new CountDownLatch(1).await();
        }

        private static void waitForEver() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void aChildThatGivesUpIsToldWithTheEndOfItsLog(@TempDir Path parent) throws Exception {
        try (Nursery nursery = Nursery.in(parent)) {
            Child child =
                    nursery.start("failing", Jvm.small(16), Failing.class.getName(), List.of());

            assertThatThrownBy(() -> child.awaitReady(PATIENCE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("failing ended before it was ready")
                    .hasMessageContaining("the port is taken, and that is that")
                    .hasMessageContaining("no use");
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aStubbornChildIsCutOffAndItsFolderGoes(@TempDir Path parent) throws Exception {
        Nursery nursery = Nursery.in(parent);
        Child child = nursery.start("stubborn", Jvm.small(16), Stubborn.class.getName(), List.of());
        assertThat(child.awaitReady(PATIENCE))
                .isEqualTo(nursery.folder().resolve("tmp").toString());

        child.stopPolitely(Duration.ofMillis(200));
        nursery.close();

        assertThat(child.isAlive()).isFalse();
        assertThat(ProcessHandle.of(nursery.janitorPid()).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(parent).isEmptyDirectory();
        assertThatThrownBy(
                        () ->
                                nursery.start(
                                        "late", Jvm.small(16), Failing.class.getName(), List.of()))
                .hasMessageContaining("the sandbox is closing");
    }

    @Test
    void jarsThatAreNotLaidOutAreNamedWithTheCommandThatLaysThemOut() {
        assertThatThrownBy(() -> Libraries.classPathOf("nobody"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("run ./mvnw -pl sandbox/nobody");
    }
}
