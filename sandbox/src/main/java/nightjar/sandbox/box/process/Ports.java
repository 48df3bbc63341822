// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.process;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback ports: the usual one when it is free, another one else. */
public final class Ports {

    /**
     * Ports given away, which a starting child may not have bound yet. Each is held by a UDP socket
     * of the same number as long as this JVM lives, so that another observatory that starts just
     * now does not take it as well: it would find our server behind its own address, and use it.
     */
    private static final Map<Integer, DatagramSocket> GIVEN = new ConcurrentHashMap<>();

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private Ports() {}

    /** The usual port if nobody has it, else a free one; 0 means any. */
    public static int usualOrFree(int usual) throws IOException {
        if (usual != 0 && isFree(usual) && reserve(usual)) {
            return usual;
        }
        return free();
    }

    /**
     * A free port that nobody has been given yet; below the range from which systems take the ports
     * of outgoing connections, since a child may bind it only seconds later.
     */
    public static int free() throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port) && reserve(port)) {
                return port;
            }
        }
        throw new IOException("no free port on loopback; close some programs and start again");
    }

    private static boolean reserve(int port) {
        try {
            var held = new DatagramSocket(port, InetAddress.getLoopbackAddress());
            GIVEN.put(port, held);
            return true;
        } catch (SocketException e) {
            return false; // another has it
        }
    }

    private static boolean isFree(int port) {
        // Two looks, since a server on the wildcard address does not always prevent a bind here.
        return !isAnswering(port) && isBindable(port);
    }

    private static boolean isBindable(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether someone accepts connections there. */
    public static boolean isAnswering(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
