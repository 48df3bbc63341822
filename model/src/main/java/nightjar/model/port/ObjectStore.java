// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.nio.file.Path;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;

/**
 * Objects by URI (file:///… or s3://bucket/key). Calls block, each within its own time-out of a few
 * seconds for small objects. What is not there is {@code Lost} with cause RETRIABLE and a reason
 * that begins with {@link #NOT_FOUND}; a store that cannot be reached is TRANSIENT.
 */
public interface ObjectStore extends AutoCloseable {

    /** How the reason of a loss begins when there is no such object. */
    String NOT_FOUND = "not found";

    /** Whether the store answered, and has no such object: it is not merely away. */
    static boolean isNotFound(Loss loss) {
        return loss.cause() == Cause.RETRIABLE && loss.why().startsWith(NOT_FOUND);
    }

    Outcome<byte[]> get(String uri);

    /** The first {@code bytes} bytes, or the whole object when it is shorter. */
    Outcome<byte[]> head(String uri, int bytes);

    /** Copies the object to a local file; its length and, when told, its digest are checked. */
    Outcome<Path> fetch(String uri, Path to);

    /** Writes an object whole, or not at all; overwrites. */
    Outcome<String> put(String uri, byte[] body);

    /** Writes a local file as an object, whole or not at all; overwrites. */
    Outcome<String> putFile(String uri, Path body);

    boolean exists(String uri);

    /**
     * Keeps a local file as an immutable object under {@code folderUri}, named by its digest plus
     * {@code suffix}; keeps a copy in the local cache. The file must not be written to afterwards.
     */
    Outcome<Stored> keep(String folderUri, Path body, String suffix);

    /** The same for an object that fits into memory. */
    Outcome<Stored> keep(String folderUri, byte[] body, String suffix);

    /** The bytes of a small immutable object: from memory when it was kept or read lately. */
    Outcome<byte[]> bytes(Stored stored);

    /** A local, read-only copy of an immutable object; from the cache when it is there. */
    Outcome<Path> local(Stored stored);

    @Override
    default void close() {}
}
