// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nightjar.sandbox.box.web.Reply;

/**
 * {@code ./nightjar sandbox stop <name> | start <name> | status [--dir DIR]}: speaks to the sandbox
 * that started last, or to the one whose temporary folder is DIR.
 */
public final class Control {

    private static final String USAGE =
            "usage: sandbox stop <name> | start <name> | status  [--dir DIR]; names: kafka,"
                    + " cassandra, store, desk, sattle";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private Control() {}

    public static void main(String[] args) throws InterruptedException {
        System.exit(new Control().run(List.of(args)));
    }

    private int run(List<String> args) throws InterruptedException {
        List<String> words = new ArrayList<>(args);
        int dir = words.indexOf("--dir");
        List<Path> folders = folders();
        if (dir >= 0 && dir + 1 < words.size()) {
            folders = List.of(Path.of(words.remove(dir + 1)));
            words.remove(dir);
        }
        boolean status = words.equals(List.of("status"));
        if (!status && !(words.size() == 2 && List.of("stop", "start").contains(words.get(0)))) {
            System.err.println(USAGE);
            return 2;
        }
        for (Path folder : folders) {
            Optional<JsonNode> found = ask(folder, "GET", "/status");
            if (found.isPresent()) {
                return status ? print(found.get()) : turn(folder, words.get(0), words.get(1));
            }
        }
        System.err.println("no sandbox runs here: start one with ./nightjar demo --keep");
        return 1;
    }

    private int turn(Path folder, String how, String name) throws InterruptedException {
        return ask(folder, "POST", "/neighbours/" + name + "/" + how).map(this::print).orElse(1);
    }

    private int print(JsonNode reply) {
        if (reply.has("error_code")) {
            System.err.println(reply.path("message").asText());
            return 1;
        }
        System.out.println("sandbox in " + reply.path("folder").asText());
        reply.path("neighbours")
                .properties()
                .forEach(
                        one ->
                                System.out.printf(
                                        "  %-10s %-8s pid %-8s %4s MiB%n",
                                        one.getKey(),
                                        one.getValue().path("state").asText(),
                                        one.getValue().path("pid").asText(),
                                        one.getValue().path("residentMiB").asText()));
        reply.path("addresses")
                .properties()
                .forEach(
                        one ->
                                System.out.printf(
                                        "  %-10s %s%n", one.getKey(), one.getValue().asText()));
        return 0;
    }

    /** Empty when no sandbox answers there. */
    private Optional<JsonNode> ask(Path folder, String method, String path)
            throws InterruptedException {
        try {
            JsonNode file =
                    Reply.JSON.readTree(Files.readAllBytes(folder.resolve(ControlServer.FILE)));
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(file.path("control").asText() + path))
                            .timeout(Duration.ofMinutes(1))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build();
            return Optional.of(
                    Reply.JSON.readTree(http.send(request, BodyHandlers.ofString()).body()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Folders of sandboxes, the newest first. */
    private static List<Path> folders() {
        List<Path> found = new ArrayList<>();
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, "nightjar-*")) {
            for (Path folder : all) {
                if (Files.isReadable(folder.resolve(ControlServer.FILE))) {
                    found.add(folder);
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        found.sort(Comparator.comparing(Control::startOf).reversed());
        return found;
    }

    private static long startOf(Path folder) {
        // The log folder is made once, when the sandbox starts; sandbox.json is written again.
        return folder.resolve("logs/log4j2.properties").toFile().lastModified();
    }
}
