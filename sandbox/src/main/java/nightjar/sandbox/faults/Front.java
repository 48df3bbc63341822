// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.faults;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * An HTTP front on loopback before one real server (the store, Sattle, the registry): hands on
 * requests and answers byte by byte, S3's signatures with them, and meddles with those answers that
 * its rules name. One request a connection; bodies are whole in memory.
 *
 * <p>Safe for use by several threads.
 */
public final class Front implements AutoCloseable {

    /** How often, when no end is meant. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    private final ServerSocket listening;
    private final URI server;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    private Front(String server) throws IOException {
        this.server = URI.create(server);
        listening = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        Wire.daemon("front-accept", this::acceptAll);
    }

    /** A front before a server, {@code http://host:port}, which need not be up yet. */
    public static Front before(String server) throws IOException {
        return new Front(server);
    }

    /** {@code http://127.0.0.1:port}; a path of the server's stays the same here. */
    public String address() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** Meddles with the next so many answers to such requests. */
    public Front meddle(String method, String path, Meddling meddling, int times) {
        return meddle(method, path, meddling, 0, times);
    }

    /**
     * Meddles with answers to requests that match; the rule named first is asked first.
     *
     * @param method a regular expression
     * @param path a regular expression to be found in path and query
     * @param after how many matching requests are spared before
     * @param times how many are meddled with then
     */
    public Front meddle(String method, String path, Meddling meddling, int after, int times) {
        rules.add(
                new Rule(
                        Pattern.compile(method),
                        Pattern.compile(path),
                        meddling,
                        after,
                        times,
                        new AtomicInteger()));
        return this;
    }

    /** No more harm. */
    public void behave() {
        rules.clear();
    }

    /** How many answers have been meddled with by the rules that stand. */
    public int meddled() {
        return rules.stream().mapToInt(Rule::taken).sum();
    }

    /** How many requests have come. */
    public int asked() {
        return asked.get();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = listening.accept();
                Wire.daemon("front", () -> serve(client));
            }
        } catch (IOException e) {
            // Closed: so ends the front.
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            Exchange request =
                    Exchange.read(new BufferedInputStream(client.getInputStream()), false, false);
            asked.incrementAndGet();
            Optional<Meddling> meddling =
                    rules.stream()
                            .filter(rule -> rule.matches(request.method(), request.path()))
                            .filter(Rule::takes)
                            .map(Rule::meddling)
                            .findFirst();
            if (meddling.isPresent()) {
                meddle(client, request, meddling.get());
            } else {
                send(client, forward(request));
            }
        } catch (IOException e) {
            // The client hung up, or the server is down: the client sees its connection end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void meddle(Socket client, Exchange request, Meddling meddling)
            throws IOException, InterruptedException {
        if (meddling instanceof Meddling.Dropped) {
            Connection.reset(client);
        } else if (meddling instanceof Meddling.Status told) {
            send(client, status(told.status()));
        } else if (meddling instanceof Meddling.Slow slow) {
            TimeUnit.MILLISECONDS.sleep(slow.by().toMillis());
            send(client, forward(request));
        } else if (meddling instanceof Meddling.CutShort) {
            Exchange answer = forward(request);
            answer.write(out(client), answer.body().length / 2);
        } else {
            send(client, changed(forward(request), meddling));
        }
    }

    private static Exchange changed(Exchange answer, Meddling meddling) {
        if (meddling instanceof Meddling.Header header) {
            return answer.header(header.name()).isEmpty()
                    ? answer
                    : answer.with(header.name(), header.value());
        }
        if (meddling instanceof Meddling.Body body) {
            return answer.withLengthOf(body.other().apply(answer.body()));
        }
        byte[] turned = answer.body().clone();
        if (turned.length > 0) {
            turned[turned.length / 2] ^= 1;
        }
        return answer.withBody(turned);
    }

    private static Exchange status(int status) {
        return new Exchange(
                "HTTP/1.1 " + status + " Meddled",
                List.of("Content-Length: 0", "Connection: close"),
                new byte[0]);
    }

    private Exchange forward(Exchange request) throws IOException {
        try (Socket to = new Socket(server.getHost(), server.getPort())) {
            to.setTcpNoDelay(true);
            // Not among the headers that S3 signs.
            request.without("Expect").with("Connection", "close").write(out(to));
            boolean bodiless = request.method().equals("HEAD");
            return Exchange.read(new BufferedInputStream(to.getInputStream()), bodiless, true)
                    .with("Connection", "close");
        }
    }

    private static void send(Socket client, Exchange answer) throws IOException {
        answer.write(out(client));
    }

    private static OutputStream out(Socket socket) throws IOException {
        return new BufferedOutputStream(socket.getOutputStream());
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
