// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One client's connection over a {@link Wire}. */
final class Connection {

    /** To the server, or from it. */
    enum Way {
        UP,
        DOWN
    }

    private static final int BUFFER_BYTES = 1 << 16;

    /** For answers that are slow; most come within milliseconds. */
    private static final int ANSWER_SECONDS = 10;

    /** The answer that comes first may be another request's. */
    private static final int LINGER_MILLIS = 300;

    private final Wire wire;
    private final Socket client;
    private final Socket server;
    private final CountDownLatch swallowed = new CountDownLatch(1);
    private volatile boolean swallowing;

    Connection(Wire wire, Socket client, Socket server) throws IOException {
        this.wire = wire;
        this.client = client;
        this.server = server;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
    }

    void start() {
        Wire.daemon("wire-up", () -> carry(Way.UP, client, server));
        Wire.daemon("wire-down", () -> carry(Way.DOWN, server, client));
    }

    private void carry(Way way, Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (way == Way.DOWN && swallowing) {
                    swallowed.countDown();
                } else if (!carried(way, buffer, read, out)) {
                    break;
                }
            }
        } catch (IOException e) {
            // One side has gone: so goes the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reset();
        wire.ended(this);
    }

    /** False when this was the connection's end. */
    private boolean carried(Way way, byte[] bytes, int length, OutputStream out)
            throws IOException, InterruptedException {
        Optional<Trap> trap = way == Way.UP ? wire.snappedBy(bytes, length) : Optional.empty();
        if (trap.isPresent()) {
            boolean goesOn = sprung(trap.get(), bytes, length, out);
            trap.get().done();
            return goesOn;
        }
        return passed(way, bytes, length, out);
    }

    private boolean sprung(Trap trap, byte[] bytes, int length, OutputStream out)
            throws IOException, InterruptedException {
        switch (trap.harm()) {
            case HELD -> {
                wire.holdRequests();
                trap.done(); // whoever set it is to know before this waits at the gate
                return passed(Way.UP, bytes, length, out);
            }
            case HELD_AFTERWARDS -> {
                boolean passed = passed(Way.UP, bytes, length, out);
                wire.holdRequests();
                return passed;
            }
            case ANSWER_LOST -> {
                swallowing = true;
                if (passed(Way.UP, bytes, length, out)) {
                    swallowed.await(ANSWER_SECONDS, TimeUnit.SECONDS);
                    TimeUnit.MILLISECONDS.sleep(LINGER_MILLIS);
                }
                return false;
            }
            default -> { // REQUEST_LOST
                return false;
            }
        }
    }

    /** False when the gate will never open. */
    private boolean passed(Way way, byte[] bytes, int length, OutputStream out)
            throws IOException, InterruptedException {
        if (!wire.gate(way).pass()) {
            return false;
        }
        wire.count(way, length); // who has heard them finds them counted
        out.write(bytes, 0, length);
        return true;
    }

    void reset() {
        reset(client);
        reset(server);
    }

    /** Ends it as a process's death does not: by RST, and without what was not read yet. */
    static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
        }
    }
}
