// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A gate on loopback before a real server: lets everybody through and counts them. */
final class FakeGate implements AutoCloseable {

    private final ServerSocket gate;
    private final int port;
    private final AtomicInteger passed = new AtomicInteger();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        var thread = new Thread(task, "gate");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * Opens a gate.
     *
     * @param server {@code 127.0.0.1:port}
     */
    FakeGate(String server) {
        port = Integer.parseInt(server.substring(server.indexOf(':') + 1));
        try {
            gate = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::watch);
    }

    String address() {
        return "127.0.0.1:" + gate.getLocalPort();
    }

    int passed() {
        return passed.get();
    }

    private void watch() {
        while (!gate.isClosed()) {
            try {
                var guest = gate.accept();
                passed.incrementAndGet();
                var server = new Socket(InetAddress.getLoopbackAddress(), port);
                threads.execute(() -> carry(guest, server));
                threads.execute(() -> carry(server, guest));
            } catch (IOException e) {
                // The gate was closed, or nobody is behind it: the guest finds out by itself.
            }
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // One side has gone, and so does the other.
        }
    }

    @Override
    public void close() throws IOException {
        gate.close();
        threads.shutdownNow();
    }
}
