// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import nightjar.model.Outcome;
import nightjar.model.port.Deadline;
import nightjar.model.port.ImageWorkers;

/** Image workers of a recording: tables and cutouts are as they were, images are empty files. */
final class PlayedWorkers implements ImageWorkers {

    static final String FORCED = "forced.csv";
    static final String POSITIONS = "positions.csv";

    private final Player player;

    PlayedWorkers(Player player) {
        this.player = player;
    }

    @Override
    public Outcome<Summary> difference(Request request, Deadline deadline)
            throws InterruptedException {
        var key = Question.key(ImageWorkers.class, "difference", request);
        var answer = player.answers().next(key);
        if (answer.isEmpty()) {
            return Outcome.lost(Answers.never(key));
        }
        player.await(answer.get());
        if (answer.get().how() == Entry.How.LOST) {
            return Outcome.lost(player.answers().loss(answer.get()));
        }
        leave(answer.get(), request.work());
        try {
            return Outcome.done(Codec.value(player.answers().said(answer.get()), Summary.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void leave(Entry.Answered answer, Path work) {
        answer.files()
                .forEach((name, sha256) -> write(work.resolve(name), content(answer, sha256)));
    }

    private byte[] content(Entry.Answered answer, String sha256) {
        return sha256.isEmpty()
                ? RecordingWorkers.PIXELS
                : player.answers().blob(sha256).orElseThrow(() -> player.answers().tornOff(answer));
    }

    private static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Outcome<Path> force(Path work, Path positions, Deadline deadline)
            throws InterruptedException {
        var key = RecordingWorkers.forceKey();
        var answer = player.answers().next(key);
        if (answer.isEmpty()) {
            return Outcome.lost(Answers.never(key));
        }
        player.await(answer.get());
        if (answer.get().how() == Entry.How.LOST) {
            return Outcome.lost(player.answers().loss(answer.get()));
        }
        try {
            var forced = text(answer.get(), FORCED);
            var then = text(answer.get(), POSITIONS);
            var now = Files.readString(positions);
            var measured = ids(now).equals(ids(then)) ? forced : measured(now, forced);
            return Outcome.done(write(work.resolve(FORCED), measured.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text(Entry.Answered answer, String name) {
        return new String(content(answer, answer.files().getOrDefault(name, "")), UTF_8);
    }

    private static List<String> ids(String table) {
        return table.lines().map(PlayedWorkers::idOf).toList();
    }

    /**
     * What was measured, for other objects than were asked about then: of a new one nothing is
     * known. Which objects they are is seen in what comes out.
     */
    private static String measured(String positions, String forced) {
        var table = forced.lines().filter(line -> !line.startsWith("#")).toList();
        var byObject = new HashMap<String, String>();
        table.forEach(line -> byObject.put(idOf(line), line));
        int columns = table.isEmpty() ? 0 : table.get(0).split(",", -1).length;
        var lines = new ArrayList<>(table.subList(0, Math.min(1, table.size())));
        positions
                .lines()
                .skip(1)
                .map(line -> byObject.getOrDefault(idOf(line), unknown(line, columns)))
                .forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }

    private static String unknown(String position, int columns) {
        int known = position.split(",", -1).length;
        return position + ",NaN".repeat(Math.max(0, columns - known - 1)) + ",false";
    }

    private static String idOf(String line) {
        return line.substring(0, Math.max(0, line.indexOf(','))).strip();
    }

    @Override
    public void close() {}
}
