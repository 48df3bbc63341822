// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An image worker that behaves, or does not, as the band of its request says. */
public final class FakeWorker {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PrintStream OUT = new PrintStream(System.out, true, UTF_8);

    private FakeWorker() {}

    public static void main(String... args) throws Exception {
        if (args.length > 0 && args[0].equals("mute")) {
            System.in.readAllBytes();
            return;
        }
        if (args.length > 1) {
            stay(args[0], Path.of(args[1]));
        }
        System.err.println("hello from stderr " + "x".repeat(200_000));
        say(JSON.createObjectNode().put("status", "ready").put("engine", "fake"));
        var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            answer(JSON.readTree(line));
        }
    }

    /** Does not go at the end of its stdin; at SIGTERM it tidies up, or hangs. */
    private static void stay(String mode, Path left) {
        Runnable tidy =
                () -> {
                    try {
                        if (mode.equals("deaf")) {
                            Thread.currentThread().join();
                        }
                        Files.writeString(left, "tidy");
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                };
        Runtime.getRuntime().addShutdownHook(new Thread(tidy));
        // no daemon: it keeps the process when main has returned
        new Thread(
                        () -> {
                            try {
                                Thread.currentThread().join();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        })
                .start();
    }

    private static void answer(JsonNode request) throws Exception {
        var id = request.path("id").asText();
        switch (request.path("op").asText()) {
            case "cancel" -> failed(id, "CANCELLED", "as asked");
            case "force" -> {
                Files.writeString(Path.of(request.path("work").asText(), "forced.csv"), "h\n");
                say(reply(id, "done").set("summary", JSON.createObjectNode()));
            }
            default -> difference(id, request);
        }
    }

    private static void difference(String id, JsonNode request) throws Exception {
        switch (request.path("band").asText()) {
            case "crash" -> System.exit(3);
            case "memory" -> {
                System.err.println("java.lang.OutOfMemoryError: Java heap space");
                System.exit(3);
            }
            case "garbage" -> OUT.println("Segmentation fault (core dumped)");
            case "endless" -> {
                var chunk = "x".repeat(1 << 16);
                for (int i = 0; i < 64; i++) {
                    OUT.print(chunk);
                }
            }
            case "full" -> failed(id, "OUT_OF_MEMORY", "the heap is too small");
            case "other" -> failed("999999", "INTERNAL", "not what was asked");
            case "truncated" -> failed(id, "TRUNCATED", "the file ends\nat byte 5760");
            case "no-wcs" -> failed(id, "NO_WCS", "no CTYPE1");
            case "obedient" -> say(reply(id, "progress").put("stage", "psf").put("fraction", 0.1));
            case "hang" -> {
                say(reply(id, "progress").put("stage", "kernel").put("fraction", 0.4));
                Thread.currentThread().join();
            }
            default -> done(id, request);
        }
    }

    private static void done(String id, JsonNode request) throws Exception {
        say(reply(id, "progress").put("stage", "psf").put("fraction", 0.5));
        var summary = JSON.createObjectNode();
        summary.put("midpointMjdTai", 61364.25).put("exposureSeconds", 30.0);
        summary.put("band", request.path("band").asText()).put("nDiaSources", 3);
        summary.put("pid", ProcessHandle.current().pid());
        summary.put("asked", request.toString()).put("fwhmScience", Double.NaN);
        summary.putObject("seconds").put("total", 1.5);
        summary.putArray("flags").add("CONSTANT_PSF");
        var corners = summary.putArray("corners");
        for (var corner :
                List.of(List.of(10, -5), List.of(11, -5), List.of(11, -4), List.of(10, -4))) {
            corners.add(JSON.valueToTree(new ArrayList<>(corner)));
        }
        say(reply(id, "done").set("summary", summary));
    }

    private static void failed(String id, String cause, String detail) {
        say(reply(id, "failed").put("cause", cause).put("detail", detail));
    }

    private static ObjectNode reply(String id, String status) {
        return JSON.createObjectNode().put("id", id).put("status", status);
    }

    private static void say(JsonNode line) {
        // Jackson writes NaN as a text; Python writes it as it is.
        OUT.println(line.toString().replace("\"NaN\"", "NaN"));
    }
}
