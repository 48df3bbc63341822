// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import java.nio.file.Path;
import java.util.Arrays;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.ObjectStore;

/**
 * A store of one object, which it has under each name that ends as told.
 *
 * @param ending how names must end
 * @param body the object
 * @param file a file with the same bytes, for those who want one
 */
record OneObject(String ending, byte[] body, Path file) implements ObjectStore {

    private static final Path NOWHERE = Path.of("/nonexistent");

    OneObject(String ending, byte[] body) {
        this(ending, body, NOWHERE);
    }

    private static <T> Outcome<T> nothing() {
        return Outcome.lost(new Loss(Ending.FAILED, Cause.RETRIABLE, NOT_FOUND));
    }

    @Override
    public Outcome<byte[]> get(String uri) {
        return uri.endsWith(ending) ? Outcome.done(body) : nothing();
    }

    @Override
    public Outcome<byte[]> head(String uri, int bytes) {
        return get(uri).map(it -> Arrays.copyOf(it, Math.min(bytes, it.length)));
    }

    @Override
    public Outcome<Path> fetch(String uri, Path to) {
        return nothing();
    }

    @Override
    public Outcome<String> put(String uri, byte[] bytes) {
        return nothing();
    }

    @Override
    public Outcome<String> putFile(String uri, Path from) {
        return nothing();
    }

    @Override
    public boolean exists(String uri) {
        return uri.endsWith(ending);
    }

    @Override
    public Outcome<Stored> keep(String folderUri, Path from, String suffix) {
        return nothing();
    }

    @Override
    public Outcome<Stored> keep(String folderUri, byte[] bytes, String suffix) {
        return nothing();
    }

    @Override
    public Outcome<byte[]> bytes(Stored stored) {
        return get(stored.uri());
    }

    @Override
    public Outcome<Path> local(Stored stored) {
        return Outcome.done(file);
    }
}
