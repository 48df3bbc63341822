// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.secure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import javax.net.ssl.SSLServerSocket;

/**
 * What stands before a plain HTTP service in a cluster: it ends TLS and asks who calls, and passes
 * on the bytes as they are. A connection whose first request does not say who calls is answered 401
 * and closed.
 */
public final class TlsFront implements AutoCloseable {

    private static final int LONGEST_HEAD = 64 << 10;
    private static final byte[] UNAUTHORIZED =
            String.join(
                            "\r\n",
                            "HTTP/1.1 401 Unauthorized",
                            "WWW-Authenticate: Basic realm=\"sandbox\"",
                            "Content-Length: 0",
                            "Connection: close",
                            "",
                            "")
                    .getBytes(StandardCharsets.US_ASCII);

    private final SSLServerSocket server;
    private final IntSupplier plainPort;
    private final Optional<String> authorization;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();

    private TlsFront(
            SSLServerSocket server, IntSupplier plainPort, Optional<String> authorization) {
        this.server = server;
        this.plainPort = plainPort;
        this.authorization = authorization;
    }

    /**
     * Listens on a free port of loopback.
     *
     * @param plainPort where the service listens; asked at each connection
     * @param authorization the Authorization header that callers must show; empty: none
     */
    public static TlsFront before(
            IntSupplier plainPort, Authority authority, Optional<String> authorization)
            throws IOException {
        var socket =
                (SSLServerSocket)
                        authority
                                .server()
                                .getServerSocketFactory()
                                .createServerSocket(0, 256, InetAddress.getLoopbackAddress());
        var front = new TlsFront(socket, plainPort, authorization);
        daemon("tls-front", front::acceptAll);
        return front;
    }

    /** {@code https://127.0.0.1:port}. */
    public String address() {
        return "https://127.0.0.1:" + server.getLocalPort();
    }

    /** How many connections were refused because they did not say who calls. */
    public int refused() {
        return refused.get();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                var caller = server.accept();
                open.add(caller);
                daemon("tls-front-call", () -> serve(caller));
            } catch (IOException e) {
                // Closed, or a caller that went away.
            }
        }
    }

    private void serve(Socket caller) {
        try (caller;
                var service = new Socket(InetAddress.getLoopbackAddress(), plainPort.getAsInt())) {
            open.add(service);
            var head = head(caller.getInputStream());
            if (!isAuthorized(head)) {
                refused.incrementAndGet();
                caller.getOutputStream().write(UNAUTHORIZED);
                return;
            }
            service.getOutputStream().write(head);
            daemon("tls-front-answer", () -> pass(service, caller));
            copy(caller.getInputStream(), service.getOutputStream());
            open.remove(service);
        } catch (IOException e) {
            // No service, or one of the two hung up: the other sees that, too.
        } finally {
            open.remove(caller);
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream());
        } catch (IOException e) {
            // One of the two hung up.
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[64 << 10];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
            out.flush();
        }
    }

    /** Up to and with the empty line after the first request's headers. */
    private static byte[] head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4 && head.size() < LONGEST_HEAD) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole request");
            }
            head.write(next);
            ends = next == "\r\n\r\n".charAt(ends) ? ends + 1 : next == '\r' ? 1 : 0;
        }
        return head.toByteArray();
    }

    private boolean isAuthorized(byte[] head) {
        return authorization.isEmpty()
                || new String(head, StandardCharsets.US_ASCII)
                        .lines()
                        .filter(it -> it.toLowerCase(Locale.ROOT).startsWith("authorization:"))
                        .anyMatch(it -> it.substring(14).strip().equals(authorization.get()));
    }

    private static void daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            // It is closed as far as it can be.
        }
    }
}
