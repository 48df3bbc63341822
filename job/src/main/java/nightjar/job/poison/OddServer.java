// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;

/**
 * Answers every HTTP request with what it was last told to say, whatever was asked. The first byte
 * of that chooses status and headers; most are as they should be, so that bodies get read.
 */
final class OddServer implements AutoCloseable {

    private static final int MOST_HEADERS = 1 << 16;
    private static final String[] ODD = {
        "HTTP/1.1 500 Oops\r\nContent-Length: %d\r\n\r\n",
        "HTTP/1.1 404 Not Found\r\nContent-Length: %d\r\n\r\n",
        "HTTP/1.1 429 Later\r\nRetry-After: 99999999999\r\nContent-Length: %d\r\n\r\n",
        "HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: %d\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n",
        "HTTP/1.1 299 What\r\nContent-Type: \u0001\r\nContent-Length: %d\r\n\r\n",
    };
    // After these the connection is of no use.
    private static final String[] BROKEN = {
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "\r\n\r\n",
        "",
    };

    private final ServerSocket socket;
    private volatile byte[] said = {};
    private volatile int choice = 255;

    private OddServer(ServerSocket socket) {
        this.socket = socket;
    }

    static OddServer open() throws IOException {
        var server = new OddServer(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()));
        daemon(server::accept, "odd-server").start();
        return server;
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    String address() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** The first byte is for us, the rest is the body. */
    void say(byte[] message) {
        choice = message.length == 0 ? 255 : message[0] & 0xFF;
        said =
                message.length == 0
                        ? message
                        : java.util.Arrays.copyOfRange(message, 1, message.length);
    }

    private void accept() {
        try {
            while (true) {
                var client = socket.accept();
                daemon(() -> serve(client), "odd-connection").start();
            }
        } catch (IOException e) {
            // Closed: nobody asks any more.
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            var in = new BufferedInputStream(client.getInputStream());
            while (heard(in) && answered(client.getOutputStream())) {}
        } catch (IOException e) {
            // The client has had enough.
        }
    }

    /** Takes a request in, to the end of its body. */
    private static boolean heard(InputStream in) throws IOException {
        var headers = new StringBuilder();
        while (headers.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0 || headers.length() > MOST_HEADERS) {
                return false;
            }
            headers.append((char) b);
        }
        in.skipNBytes(length(headers.toString().toLowerCase(Locale.ROOT)));
        return true;
    }

    private static long length(String headers) {
        int at = headers.indexOf("content-length:");
        return at < 0
                ? 0
                : Long.parseLong(headers.substring(at + 15, headers.indexOf("\r\n", at)).strip());
    }

    private boolean answered(OutputStream out) throws IOException {
        var body = said;
        int now = choice;
        boolean broken = now >= 100 && now < 100 + BROKEN.length;
        var head =
                broken
                        ? BROKEN[now - 100]
                        : now < ODD.length
                                ? ODD[now].formatted(body.length)
                                : "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n"
                                        .formatted(body.length);
        var whole = ByteDamage.with(head.getBytes(ISO_8859_1), head.length(), body);
        out.write(whole);
        out.flush();
        return !broken;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
