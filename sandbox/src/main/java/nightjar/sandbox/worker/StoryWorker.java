// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import nightjar.sandbox.box.process.Jdks;
import nightjar.sandbox.box.process.Libraries;
import nightjar.sandbox.box.web.Reply;

/**
 * {@code StoryWorker <seed> <folder of orders>}: an image worker that makes results without pixels
 * and misbehaves as {@link Orders} say. It stands in for an image engine where the streams around
 * it are under test, and never in production.
 */
public final class StoryWorker {

    private static final int HEAP_MIB = 64;

    private final Pictureless engine;
    private final Orders orders;
    private final PrintStream out;
    private final BlockingQueue<JsonNode> requests = new LinkedBlockingQueue<>();
    private final Misbehaviour misbehaviour;

    private StoryWorker(long seed, Orders orders, PrintStream out) {
        this.engine = new Pictureless(seed);
        this.orders = orders;
        this.out = out;
        this.misbehaviour = new Misbehaviour(out);
    }

    /**
     * The command line for {@code imaging.command}: this Java and class path.
     *
     * @param orders a folder, which is there, for {@link Orders}
     */
    public static List<String> command(long seed, Path orders) {
        return List.of(
                Jdks.current().toString(),
                "-Xmx" + HEAP_MIB + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-cp",
                Libraries.ownClassPath(),
                StoryWorker.class.getName(),
                String.valueOf(seed),
                orders.toAbsolutePath().toString());
    }

    public static void main(String[] args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        StoryWorker worker =
                new StoryWorker(Long.parseLong(args[0]), new Orders(Path.of(args[1])), out);
        Thread listener = new Thread(worker::listen, "listen");
        listener.setDaemon(true);
        listener.start();
        ObjectNode ready = Reply.JSON.createObjectNode().put("status", "ready");
        worker.say(ready.put("engine", "nightjar-story").put("version", "1"));
        worker.work();
    }

    /** Whatever the engine is busy with, the end of stdin is the end. */
    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode request = Reply.JSON.readTree(line);
                if (request.path("op").asText().equals("cancel")) {
                    misbehaviour.cancel(request.path("id").asText());
                } else {
                    requests.add(request);
                }
            }
        } catch (IOException e) {
            System.err.println(e);
        }
        Runtime.getRuntime().halt(0);
    }

    private void work() throws InterruptedException {
        while (true) {
            JsonNode request = requests.take();
            String id = request.path("id").asText();
            try {
                JsonNode summary = answer(id, request);
                say(reply(id, "done").set("summary", summary));
            } catch (Pictureless.Failure e) {
                say(reply(id, "failed").put("cause", e.cause).put("detail", e.getMessage()));
            } catch (IOException | RuntimeException e) {
                say(reply(id, "failed").put("cause", "INTERNAL").put("detail", e.toString()));
            }
        }
    }

    private JsonNode answer(String id, JsonNode request)
            throws IOException, Pictureless.Failure, InterruptedException {
        if (request.path("op").asText().equals("force")) {
            Visited visited = Visited.of(Path.of(request.path("work").asText()));
            misbehaviour.act(id, orders.take("force", visited.visit(), visited.detector()));
            engine.force(request, visited.visit());
            return Reply.JSON.createObjectNode();
        }
        long visit = request.path("visit").asLong();
        int detector = request.path("detector").asInt();
        misbehaviour.act(id, orders.take("difference", visit, detector));
        Visited.note(request);
        return engine.difference(request);
    }

    private static ObjectNode reply(String id, String status) {
        return Reply.JSON.createObjectNode().put("id", id).put("status", status);
    }

    private void say(JsonNode line) {
        out.println(line);
    }
}
