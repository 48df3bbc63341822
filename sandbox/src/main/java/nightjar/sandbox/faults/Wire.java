// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on loopback before one server, for instance Cassandra's: passes all, until it is told
 * to hold, cut or refuse. It understands nothing of what passes; a {@link Trap} looks for bytes
 * within what one read brought, which is a whole request where those are small.
 *
 * <p>Safe for use by several threads.
 */
public final class Wire implements AutoCloseable {

    /**
     * What has happened on it.
     *
     * @param accepted connections
     * @param refused connections
     * @param open connections now
     * @param bytesUp to the server
     * @param bytesDown to the clients
     */
    public record Counts(int accepted, int refused, int open, long bytesUp, long bytesDown) {}

    private final ServerSocket listening;
    private final String host;
    private final int port;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final List<Trap> traps = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong bytesUp = new AtomicLong();
    private final AtomicLong bytesDown = new AtomicLong();
    private final Gate up = new Gate();
    private final Gate down = new Gate();
    private volatile boolean refusing;

    private Wire(String server) throws IOException {
        int colon = server.lastIndexOf(':');
        host = server.substring(0, colon);
        port = Integer.parseInt(server.substring(colon + 1));
        listening = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        daemon("wire-accept", this::acceptAll);
    }

    /**
     * A wire to a server, which need not be up yet.
     *
     * @param server {@code host:port}
     */
    public static Wire to(String server) throws IOException {
        return new Wire(server);
    }

    /** Where clients find the server by this wire, {@code 127.0.0.1:port}. */
    public String address() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    /** Lets all pass, and what was held. */
    public void pass() {
        refusing = false;
        up.set(true);
        down.set(true);
    }

    /** Holds what goes to the server, and its answers, connections staying open. */
    public void hold() {
        holdRequests();
        holdAnswers();
    }

    public void holdRequests() {
        up.set(false);
    }

    public void holdAnswers() {
        down.set(false);
    }

    /** New connections end at once, until it passes again; standing ones stay. */
    public void refuse() {
        refusing = true;
    }

    /** Ends all standing connections, by reset. */
    public void cut() {
        open.forEach(Connection::reset);
    }

    /** Sets a trap for the next request with these words in it. */
    public Trap trap(String bait, Trap.Harm harm) {
        Trap trap = new Trap(bait, harm);
        traps.add(trap);
        return trap;
    }

    public Counts counts() {
        return new Counts(
                accepted.get(), refused.get(), open.size(), bytesUp.get(), bytesDown.get());
    }

    Gate gate(Connection.Way way) {
        return way == Connection.Way.UP ? up : down;
    }

    void count(Connection.Way way, int bytes) {
        (way == Connection.Way.UP ? bytesUp : bytesDown).addAndGet(bytes);
    }

    /** The trap that these bytes snap. */
    Optional<Trap> snappedBy(byte[] bytes, int length) {
        return traps.stream().filter(trap -> trap.snapsAt(bytes, length)).findFirst();
    }

    void ended(Connection connection) {
        open.remove(connection);
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = listening.accept();
                if (refusing) {
                    refused.incrementAndGet();
                    Connection.reset(client);
                } else {
                    connect(client);
                }
            }
        } catch (IOException e) {
            // Closed: so ends the wire.
        }
    }

    private void connect(Socket client) {
        try {
            Connection connection = new Connection(this, client, new Socket(host, port));
            accepted.incrementAndGet();
            open.add(connection);
            connection.start();
        } catch (IOException e) { // the server is down
            refused.incrementAndGet();
            Connection.reset(client);
        }
    }

    static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        up.tear();
        down.tear();
        cut();
    }
}
