// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.sattle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nightjar.sandbox.box.web.Reply;

/** The satellites of a file, read again whenever it changes. */
final class Satellites {

    private final Path file;
    private String readAs = "";
    private List<Satellite> satellites = List.of();

    Satellites(Path file) {
        this.file = file;
    }

    /** All of them now; an IllegalArgumentException when the file is not as it should be. */
    synchronized List<Satellite> all() {
        try {
            String state = Files.getLastModifiedTime(file) + " " + Files.size(file);
            if (!state.equals(readAs)) {
                satellites = read();
                readAs = state;
            }
            return satellites;
        } catch (IOException e) {
            throw new IllegalArgumentException("satellites.json cannot be read: " + e, e);
        }
    }

    private List<Satellite> read() throws IOException {
        JsonNode json = Reply.JSON.readTree(Files.readAllBytes(file));
        if (!json.isArray()) {
            throw new IllegalArgumentException("satellites.json is no list");
        }
        List<Satellite> read = new ArrayList<>();
        json.forEach(one -> read.add(Satellite.of(one)));
        return List.copyOf(read);
    }
}
