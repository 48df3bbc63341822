// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import nightjar.sandbox.box.web.Ask;
import nightjar.sandbox.box.web.Reply;
import nightjar.sandbox.box.web.Web;

/**
 * Lets another process stop and start single neighbours while a demo runs: {@code POST
 * <control>/neighbours/<name>/stop|start}, {@code GET <control>/status}. The address stands in
 * {@code sandbox.json} in the box's folder, and holds a random word, so that only who can read that
 * folder can use it.
 */
final class ControlServer implements AutoCloseable {

    static final String FILE = "sandbox.json";

    private final Observatory observatory;
    private final String word = UUID.randomUUID().toString();
    private final Web web;

    ControlServer(Observatory observatory) throws IOException {
        this.observatory = observatory;
        this.web = Web.serve(0, "application/json", this::answer);
        write();
    }

    /** Writes sandbox.json anew. */
    void write() throws IOException {
        Path file = observatory.folder().resolve(FILE);
        Path next = observatory.folder().resolve(FILE + ".next");
        Files.write(next, Reply.JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(status()));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Map<String, Object> status() {
        Map<String, Object> neighbours = new LinkedHashMap<>();
        Map<String, Long> resident = observatory.residentMiB();
        for (Neighbour neighbour : Neighbour.values()) {
            if (observatory.neighbours().contains(neighbour)) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("state", observatory.state(neighbour));
                one.put("pid", observatory.pids().getOrDefault(neighbour.word(), 0L));
                one.put("residentMiB", resident.getOrDefault(neighbour.word(), 0L));
                neighbours.put(neighbour.word(), one);
            }
        }
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("control", web.address() + "/" + word);
        status.put("pid", ProcessHandle.current().pid());
        status.put("folder", observatory.folder().toString());
        status.put("addresses", observatory.addresses());
        status.put("neighbours", neighbours);
        return status;
    }

    private Reply answer(Ask ask) {
        if (ask.path().isEmpty() || !ask.at(0).equals(word)) {
            return Reply.error(403, 403, "the address in " + FILE + " is another one");
        }
        if (ask.is("GET", 2, word) && ask.at(1).equals("status")) {
            return Reply.ok(status());
        }
        if (ask.is("POST", 4, word) && ask.at(1).equals("neighbours")) {
            return turn(ask.at(2), ask.at(3));
        }
        return Reply.error(404, 404, "POST neighbours/<name>/stop|start, or GET status");
    }

    private Reply turn(String name, String how) {
        try {
            Neighbour neighbour = Neighbour.of(name);
            switch (how) {
                case "stop" -> observatory.stop(neighbour);
                case "start" -> observatory.start(neighbour);
                default -> {
                    return Reply.error(400, 400, how + ": stop or start");
                }
            }
            write();
            return Reply.ok(status());
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Reply.error(400, 400, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Reply.error(500, 500, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("the sandbox is closing"));
        }
    }

    @Override
    public void close() {
        web.close();
    }
}
