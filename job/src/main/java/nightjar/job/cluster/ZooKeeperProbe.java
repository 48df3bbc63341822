// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Asks who listens on ZooKeeper's port: it answers before it serves, and so may a stranger. The
 * four letters {@code conf} are answered by a ZooKeeper that serves, with its data's folder
 * (ZooKeeper Administrator's Guide, "The Four Letter Words").
 */
final class ZooKeeperProbe {

    static final String WORD = "conf";

    private static final int PATIENCE_MS = 2000;
    private static final int LONGEST = 4096;

    private ZooKeeperProbe() {}

    /** Whether the ZooKeeper whose data is in this folder serves there. */
    static boolean serves(int port, Path data) {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(WORD.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            var told = socket.getInputStream().readNBytes(LONGEST);
            return new String(told, StandardCharsets.UTF_8).contains("dataDir=" + data + "/");
        } catch (IOException e) {
            return false;
        }
    }
}
