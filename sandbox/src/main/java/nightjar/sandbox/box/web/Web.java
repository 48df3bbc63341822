// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/** One HTTP server on loopback with one handler, which answers in JSON, or in bytes. */
public final class Web implements AutoCloseable {

    private static final int THREADS = 8;

    static {
        // Without it the JDK's server waits 40 ms for more to send with each small answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final String contentType;
    private final Function<Ask, Reply> handler;

    private Web(HttpServer server, String contentType, Function<Ask, Reply> handler) {
        this.server = server;
        this.contentType = contentType;
        this.handler = handler;
        this.threads =
                Executors.newFixedThreadPool(
                        THREADS,
                        task -> {
                            Thread thread = new Thread(task, "web");
                            thread.setDaemon(true);
                            return thread;
                        });
        server.setExecutor(threads);
        server.createContext("/", this::exchange);
    }

    /** Serves on the port, or on any free one when it is taken or 0. */
    public static Web serve(int port, String contentType, Function<Ask, Reply> handler)
            throws IOException {
        Web web = new Web(bind(port), contentType, handler);
        web.server.start();
        return web;
    }

    private static HttpServer bind(int port) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try {
            return HttpServer.create(new InetSocketAddress(loopback, port), 256);
        } catch (BindException e) {
            return HttpServer.create(new InetSocketAddress(loopback, 0), 256);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** {@code http://127.0.0.1:port}. */
    public String address() {
        return "http://127.0.0.1:" + port();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = answer(exchange);
            byte[] body =
                    reply.body() instanceof byte[] bytes
                            ? bytes
                            : Reply.JSON.writeValueAsBytes(reply.body());
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.getResponseHeaders().set("Server", "nightjar-sandbox (stand-in)");
            exchange.sendResponseHeaders(reply.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        try {
            return handler.apply(ask(exchange));
        } catch (Refused refused) {
            return refused.reply();
        } catch (RuntimeException bug) {
            // Asked for only here: most stand-ins never log, and start without a framework for it.
            LoggerFactory.getLogger(Web.class).error("a request met a bug", bug);
            return Reply.error(500, 500, bug.toString());
        }
    }

    private static Ask ask(HttpExchange exchange) throws IOException {
        List<String> path = new ArrayList<>();
        for (String segment : exchange.getRequestURI().getRawPath().split("/", -1)) {
            if (!segment.isEmpty()) {
                path.add(decode(segment));
            }
        }
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return new Ask(
                exchange.getRequestMethod(),
                path,
                query(exchange),
                type == null ? "" : type,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String raw = exchange.getRequestURI().getRawQuery();
        Map<String, String> query = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String text) {
        // URLDecoder is for forms, where + is a blank; in a path it is itself.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
