// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WireTest {

    private static final int LINE = 8;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final ServerSocket echo;
    private final Wire wire;

    WireTest() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Wire.daemon("echo", this::acceptAll);
        wire = Wire.to("127.0.0.1:" + echo.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        echo.close();
    }

    @Test
    void whatIsSaidIsHeardAndAnswered() throws Exception {
        try (Socket client = connect()) {
            say(client, "hello 01");
            assertThat(answer(client)).isEqualTo("hello 01");
        }
        assertThat(wire.counts().accepted()).isEqualTo(1);
        assertThat(wire.counts().bytesUp()).isEqualTo(LINE);
        assertThat(wire.counts().bytesDown()).isEqualTo(LINE);
    }

    @Test
    void aRequestThatIsHeldArrivesWhenItMay() throws Exception {
        try (Socket client = connect()) {
            wire.holdRequests();
            say(client, "hello 02");
            assertThat(heard.poll(200, TimeUnit.MILLISECONDS)).isNull();
            wire.pass();
            assertThat(answer(client)).isEqualTo("hello 02");
        }
    }

    @Test
    void anAnswerThatIsHeldHadItsRequestHeard() throws Exception {
        try (Socket client = connect()) {
            wire.holdAnswers();
            say(client, "hello 03");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("hello 03");
            client.setSoTimeout(200);
            assertThatThrownBy(() -> answer(client)).isInstanceOf(SocketTimeoutException.class);
            wire.pass();
            client.setSoTimeout(10_000);
            assertThat(answer(client)).isEqualTo("hello 03");
        }
    }

    @Test
    void whoIsCutNoticesAndMayComeAgain() throws Exception {
        try (Socket client = connect()) {
            say(client, "hello 04");
            answer(client);
            wire.cut();
            assertThatThrownBy(() -> answer(client)).isInstanceOf(IOException.class);
        }
        try (Socket client = connect()) {
            say(client, "hello 05");
            assertThat(answer(client)).isEqualTo("hello 05");
        }
    }

    @Test
    void whoIsRefusedIsNotHeardAndIsCounted() throws Exception {
        wire.refuse();
        try (Socket client = connect()) {
            assertThatThrownBy(
                            () -> {
                                say(client, "hello 06");
                                answer(client);
                            })
                    .isInstanceOf(IOException.class);
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
        assertThat(wire.counts().refused()).isEqualTo(1);
        assertThat(heard).isEmpty();
    }

    @Test
    void anAnswerLostIsOfARequestHeardAndOnlyOnce() throws Exception {
        Trap trap = wire.trap("claim", Trap.Harm.ANSWER_LOST);
        try (Socket client = connect()) {
            say(client, "claim 07");
            assertThatThrownBy(() -> answer(client)).isInstanceOf(IOException.class);
        }
        assertThat(trap.await(10)).isTrue();
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("claim 07");
        try (Socket client = connect()) {
            say(client, "claim 08");
            assertThat(answer(client)).isEqualTo("claim 08");
        }
    }

    @Test
    void aRequestLostIsNeverHeard() throws Exception {
        wire.trap("claim", Trap.Harm.REQUEST_LOST);
        try (Socket client = connect()) {
            say(client, "hello 09");
            assertThat(answer(client)).isEqualTo("hello 09");
            say(client, "claim 10");
            assertThatThrownBy(() -> answer(client)).isInstanceOf(IOException.class);
        }
        assertThat(heard).containsExactly("hello 09");
    }

    @Test
    void aTrapThatHoldsAfterwardsLetsItsRequestBeAnswered() throws Exception {
        Trap trap = wire.trap("claim", Trap.Harm.HELD_AFTERWARDS);
        try (Socket client = connect()) {
            say(client, "claim 11");
            assertThat(answer(client)).isEqualTo("claim 11");
            assertThat(trap.await(10)).isTrue();
            say(client, "mark  12");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("claim 11");
            assertThat(heard.poll(200, TimeUnit.MILLISECONDS)).isNull();
            wire.pass();
            assertThat(answer(client)).isEqualTo("mark  12");
        }
    }

    @Test
    void aTrapThatHoldsTellsWhileItHolds() throws Exception {
        Trap trap = wire.trap("claim", Trap.Harm.HELD);
        try (Socket client = connect()) {
            say(client, "claim 13");
            assertThat(trap.await(10)).isTrue();
            assertThat(heard.poll(200, TimeUnit.MILLISECONDS)).isNull();
            wire.pass();
            assertThat(answer(client)).isEqualTo("claim 13");
        }
    }

    private Socket connect() throws IOException {
        String address = wire.address();
        int colon = address.indexOf(':');
        Socket socket =
                new Socket(
                        address.substring(0, colon),
                        Integer.parseInt(address.substring(colon + 1)));
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(Socket client) throws IOException {
        byte[] answer = client.getInputStream().readNBytes(LINE);
        if (answer.length < LINE) {
            throw new IOException("the connection ended");
        }
        return new String(answer, StandardCharsets.UTF_8);
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = echo.accept();
                Wire.daemon("echo", () -> answerAll(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void answerAll(Socket client) {
        try (client) {
            byte[] line = client.getInputStream().readNBytes(LINE);
            while (line.length == LINE) {
                heard.add(new String(line, StandardCharsets.UTF_8));
                client.getOutputStream().write(line);
                line = client.getInputStream().readNBytes(LINE);
            }
        } catch (IOException e) {
            // cut
        }
    }
}
