// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Loopback ports: the usual one when it is free, another one else. */
public final class Ports {

    /** Ports given away by this JVM, which a starting child may not have bound yet. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private Ports() {}

    /** The usual port if nobody has it, else a free one; 0 means any. */
    public static int usualOrFree(int usual) throws IOException {
        if (usual != 0 && isFree(usual) && GIVEN.add(usual)) {
            return usual;
        }
        return free();
    }

    /**
     * A free port that this JVM has not given to anyone yet; below the range from which systems
     * take the ports of outgoing connections, since a child may bind it only seconds later.
     */
    public static int free() throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new IOException("no free port on loopback; close some programs and start again");
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
