// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.ObjectStore;

/**
 * An object store of a recording: what was read then is read again, pixels are empty files of the
 * right size, and what is kept is kept here. It never lets anybody wait: its callers may hold
 * locks, and only one of them runs at a time.
 */
final class PlayedStore implements ObjectStore {

    static final String BODY = "body";

    /** A FITS file of which nobody told the size: one block. */
    private static final long NO_PIXELS_BYTES = 2880;

    private final Answers answers;
    private final Path folder;
    private final Map<String, Stored> ours = new HashMap<>();

    PlayedStore(Answers answers, Path folder) {
        this.answers = answers;
        this.folder = folder;
    }

    @Override
    public Outcome<byte[]> get(String uri) {
        return read(RecordingStore.key("get", uri));
    }

    @Override
    public Outcome<byte[]> head(String uri, int bytes) {
        return read(RecordingStore.key("head", uri, bytes));
    }

    private Outcome<byte[]> read(String key) {
        return answers.next(key).map(this::body).orElseGet(() -> Outcome.lost(Answers.never(key)));
    }

    private Outcome<byte[]> body(Entry.Answered answer) {
        return answer.how() == Entry.How.LOST
                ? Outcome.lost(answers.loss(answer))
                : Optional.ofNullable(answer.files().get(BODY))
                        .flatMap(answers::blob)
                        .map(Outcome::done)
                        .orElseThrow(() -> answers.tornOff(answer));
    }

    /** Copies of templates may have been at hand when the recording began, and are not here. */
    @Override
    public Outcome<Path> fetch(String uri, Path to) {
        var answer = answers.maybe(RecordingStore.key("fetch", uri));
        if (answer.filter(it -> it.how() == Entry.How.LOST).isPresent()) {
            return Outcome.lost(answers.loss(answer.get()));
        }
        long bytes = answer.map(it -> Long.parseLong(it.said())).orElse(NO_PIXELS_BYTES);
        try (var file = new RandomAccessFile(to.toFile(), "rw")) {
            file.setLength(bytes);
            return Outcome.done(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Outcome<String> put(String uri, byte[] body) {
        return written(uri);
    }

    @Override
    public Outcome<String> putFile(String uri, Path body) {
        return written(uri);
    }

    private Outcome<String> written(String uri) {
        var key = RecordingStore.key("put", uri);
        var answer = answers.next(key);
        return answer.map(
                        it ->
                                it.how() == Entry.How.LOST
                                        ? Outcome.<String>lost(answers.loss(it))
                                        : Outcome.done(uri))
                .orElseGet(() -> Outcome.lost(Answers.never(key)));
    }

    @Override
    public boolean exists(String uri) {
        return answers.next(RecordingStore.key("exists", uri))
                .map(it -> Boolean.parseBoolean(it.said()))
                .orElse(false);
    }

    @Override
    public Outcome<Stored> keep(String folderUri, Path body, String suffix) {
        try {
            return keep(folderUri, Files.readAllBytes(body), suffix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Outcome<Stored> keep(String folderUri, byte[] body, String suffix) {
        var key = RecordingStore.keepKey(folderUri);
        var answer = answers.next(key);
        if (answer.isEmpty()) {
            return Outcome.lost(Answers.never(key));
        }
        if (answer.get().how() == Entry.How.LOST) {
            return Outcome.lost(answers.loss(answer.get()));
        }
        var sha256 = Digests.of(body);
        var uri = (folderUri.endsWith("/") ? folderUri : folderUri + "/") + sha256 + suffix;
        var stored = new Stored(uri, sha256, body.length);
        write(sha256, body);
        then(answer.get()).ifPresent(before -> ours.put(before.sha256(), stored));
        return Outcome.done(stored);
    }

    private static Optional<Stored> then(Entry.Answered answer) {
        try {
            return Optional.of(Codec.value(answer.said(), Stored.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What was kept here in the place of what was kept then; itself when nothing was. */
    Stored ours(Stored then) {
        return ours.getOrDefault(then.sha256(), then);
    }

    @Override
    public Outcome<byte[]> bytes(Stored stored) {
        return local(stored)
                .map(
                        file -> {
                            try {
                                return Files.readAllBytes(file);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    /** From here, or from the recording; else it was kept before the recording began. */
    @Override
    public Outcome<Path> local(Stored stored) {
        var file = folder.resolve(stored.sha256());
        if (Files.exists(file)) {
            return Outcome.done(file);
        }
        return answers.blob(stored.sha256())
                .map(Outcome::done)
                .orElseGet(() -> read(RecordingStore.key("bytes", stored.uri())))
                .map(body -> write(stored.sha256(), body));
    }

    private Path write(String sha256, byte[] body) {
        try {
            Files.createDirectories(folder);
            return Files.write(folder.resolve(sha256), body);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no room in " + folder + " to play in: name another by -Djava.io.tmpdir", e);
        }
    }
}
