// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** An HTTP server that answers as it is told, and misbehaves as it is told. */
public final class FakeServer implements AutoCloseable {

    /** What goes wrong with an answer. */
    public enum Fault {
        NONE,
        /** The connection is reset instead. */
        DROPPED,
        /** Half the body comes, then the connection ends. */
        SHORT,
        /** Nothing comes until the server closes. */
        STALLED,
        /** The head comes, then a byte of the body now and then. */
        TRICKLING;

        /** Whether only the client's patience ends it. */
        public boolean takesAllTime() {
            return this == STALLED || this == TRICKLING;
        }
    }

    public record Asked(String method, String path, Map<String, String> headers, byte[] body) {
        public String text() {
            return new String(body, UTF_8);
        }
    }

    public record Reply(int status, Map<String, String> headers, byte[] body, Fault fault) {

        public static Reply of(int status, String body) {
            return new Reply(status, Map.of(), body.getBytes(UTF_8), Fault.NONE);
        }

        public static Reply wrong(Fault fault) {
            return of(200, "{\"some\":\"body\",\"long\":\"enough\"}").with(fault);
        }

        public Reply with(Fault other) {
            return new Reply(status, headers, body, other);
        }

        public Reply with(String header, String value) {
            var more = new TreeMap<>(headers);
            more.put(header, value);
            return new Reply(status, more, body, fault);
        }
    }

    private final ServerSocket socket;
    private final Function<Asked, Reply> answers;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public FakeServer(Function<Asked, Reply> answers) {
        this.answers = answers;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::acceptAll);
    }

    /** Answers in this order; the last again and again. */
    public static FakeServer replying(Reply... replies) {
        var next = new AtomicInteger();
        return new FakeServer(it -> replies[Math.min(next.getAndIncrement(), replies.length - 1)]);
    }

    public String address() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** The requests so far. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public List<String> paths() {
        return asked.stream().map(Asked::path).toList();
    }

    private void acceptAll() {
        try {
            while (true) {
                var connection = socket.accept();
                daemon(() -> serve(connection));
            }
        } catch (IOException e) {
            closed.countDown();
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "fake-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket connection) {
        try (connection) {
            var request = read(connection);
            asked.add(request);
            write(connection, answers.apply(request));
        } catch (IOException | InterruptedException e) {
            // The client has gone: what it made of it is what the test looks at.
        }
    }

    private static Asked read(Socket connection) throws IOException {
        var in = new BufferedInputStream(connection.getInputStream());
        var first = line(in).split(" ", -1);
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (headers.containsKey("expect")) {
            connection.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(UTF_8));
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Asked(first[0], first[1], headers, in.readNBytes(length));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the client hung up");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private void write(Socket connection, Reply reply) throws IOException, InterruptedException {
        if (reply.fault() == Fault.STALLED) {
            closed.await();
        }
        if (reply.fault() == Fault.DROPPED) {
            connection.setSoLinger(true, 0);
            return;
        }
        var head = new StringBuilder("HTTP/1.1 " + reply.status() + " Told\r\n");
        var headers = new TreeMap<>(reply.headers());
        headers.putIfAbsent("Content-Length", Integer.toString(reply.body().length));
        headers.put("Connection", "close");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        var out = connection.getOutputStream();
        out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
        body(out, reply);
        out.flush();
    }

    private void body(OutputStream out, Reply reply) throws IOException, InterruptedException {
        switch (reply.fault()) {
            case SHORT -> out.write(reply.body(), 0, reply.body().length / 2);
            case TRICKLING -> {
                for (byte b : reply.body()) {
                    out.write(b);
                    out.flush();
                    if (closed.await(100, MILLISECONDS)) {
                        return;
                    }
                }
            }
            default -> out.write(reply.body());
        }
    }

    @Override
    public void close() {
        try {
            closed.countDown();
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
