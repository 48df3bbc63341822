// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.ObjectStore;

/**
 * An object store of which small objects and plans are kept, of raws and templates the size, and of
 * products nothing: the image workers' files are kept when they are made.
 */
final class RecordingStore implements ObjectStore {

    static final String PLAN = ".avro";

    private final ObjectStore store;
    private final Recorder recorder;

    private final Set<String> own;

    /**
     * @param own digests of what was kept since the job began; grows
     */
    RecordingStore(ObjectStore store, Recorder recorder, Set<String> own) {
        this.store = store;
        this.recorder = recorder;
        this.own = own;
    }

    static String key(String method, Object... arguments) {
        return Question.key(ObjectStore.class, method, arguments);
    }

    @Override
    public Outcome<byte[]> get(String uri) {
        return read(recorder.asked(key("get", uri)), store.get(uri));
    }

    @Override
    public Outcome<byte[]> head(String uri, int bytes) {
        return read(recorder.asked(key("head", uri, bytes)), store.head(uri, bytes));
    }

    private static Outcome<byte[]> read(Recorder.Asked asked, Outcome<byte[]> answer) {
        answer.match(bytes -> asked.same(Map.of(PlayedStore.BODY, bytes)), asked::lost);
        return answer;
    }

    @Override
    public Outcome<Path> fetch(String uri, Path to) {
        var asked = recorder.asked(key("fetch", uri));
        var answer = store.fetch(uri, to);
        answer.match(file -> asked.done(new File(file.toString()).length()), asked::lost);
        return answer;
    }

    @Override
    public Outcome<String> put(String uri, byte[] body) {
        return written(recorder.asked(key("put", uri)), store.put(uri, body));
    }

    @Override
    public Outcome<String> putFile(String uri, Path body) {
        return written(recorder.asked(key("put", uri)), store.putFile(uri, body));
    }

    private static Outcome<String> written(Recorder.Asked asked, Outcome<String> answer) {
        answer.match(uri -> asked.same(), asked::lost);
        return answer;
    }

    @Override
    public boolean exists(String uri) {
        var asked = recorder.asked(key("exists", uri));
        boolean is = store.exists(uri);
        asked.done(is);
        return is;
    }

    @Override
    public Outcome<Stored> keep(String folderUri, Path body, String suffix) {
        var asked = recorder.asked(keepKey(folderUri));
        // The store may take the file away.
        var plan = suffix.equals(PLAN) ? planOf(body) : Map.<String, byte[]>of();
        return kept(asked, store.keep(folderUri, body, suffix), plan);
    }

    @Override
    public Outcome<Stored> keep(String folderUri, byte[] body, String suffix) {
        var asked = recorder.asked(keepKey(folderUri));
        var plan = suffix.equals(PLAN) ? Map.of(PlayedStore.BODY, body) : Map.<String, byte[]>of();
        return kept(asked, store.keep(folderUri, body, suffix), plan);
    }

    /** What is kept is named by its content; whose it is the stage knows. */
    static String keepKey(String folderUri) {
        return key("keep", folderUri, Question.by());
    }

    private static Map<String, byte[]> planOf(Path body) {
        try {
            return Map.of(PlayedStore.BODY, Files.readAllBytes(body));
        } catch (IOException e) {
            return Map.of();
        }
    }

    private Outcome<Stored> kept(
            Recorder.Asked asked, Outcome<Stored> answer, Map<String, byte[]> files) {
        answer.match(
                stored -> {
                    own.add(stored.sha256());
                    asked.done(stored, files);
                },
                asked::lost);
        return answer;
    }

    /** What this job did not keep itself was kept before the recording began. */
    @Override
    public Outcome<byte[]> bytes(Stored stored) {
        var answer = store.bytes(stored);
        if (!own.contains(stored.sha256())) {
            return read(recorder.asked(key("bytes", stored.uri())), answer);
        }
        return answer;
    }

    @Override
    public Outcome<Path> local(Stored stored) {
        var answer = store.local(stored);
        if (!own.contains(stored.sha256()) && stored.uri().endsWith(PLAN)) {
            var asked = recorder.asked(key("bytes", stored.uri()));
            answer.match(file -> asked.same(planOf(file)), asked::lost);
        }
        return answer;
    }

    @Override
    public void close() {
        store.close();
    }
}
