// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import java.nio.file.Path;
import nightjar.model.Outcome;

/**
 * The objects under one URI scheme, as {@link nightjar.model.port.ObjectStore} speaks of them but
 * without its digests and cache, which are the same for every scheme.
 */
public interface SchemeObjects extends AutoCloseable {

    /**
     * What is known of an object without reading it.
     *
     * @param bytes its size
     * @param etag changes whenever its content does; empty when not told
     */
    record Stat(long bytes, String etag) {}

    Outcome<Stat> stat(String uri);

    Outcome<byte[]> get(String uri);

    Outcome<byte[]> head(String uri, int bytes);

    /** Copies the object to a file that does not exist yet, length checked. */
    Outcome<Path> fetch(String uri, Path to);

    Outcome<String> put(String uri, byte[] body);

    Outcome<String> putFile(String uri, Path body);

    @Override
    default void close() {}
}
