// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void theUsualPortIsGivenOnceAndOnlyWhenItIsFree() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertThat(Ports.isAnswering(port)).isTrue();
            assertThat(Ports.usualOrFree(port)).isNotEqualTo(port).isPositive();
        }
        assertThat(Ports.usualOrFree(port)).isEqualTo(port);
        assertThat(Ports.usualOrFree(port)).isNotEqualTo(port).isPositive();
    }

    @Test
    void aPortTakenOnAllAddressesIsNotFree() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(Ports.usualOrFree(taken.getLocalPort())).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void noPortIsGivenTwice() {
        assertThat(IntStream.range(0, 50).map(i -> portOrZero()).toArray())
                .doesNotHaveDuplicates()
                .doesNotContain(0);
    }

    private static int portOrZero() {
        try {
            return Ports.free();
        } catch (IOException e) {
            return 0;
        }
    }
}
