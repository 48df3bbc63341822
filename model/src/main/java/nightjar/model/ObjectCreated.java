// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * The object store's word that an object has appeared.
 *
 * @param bucket the bucket's name
 * @param key the object's key, as sent
 * @param sizeBytes the object's size; 0 when not told
 * @param etag the object's entity tag; empty when not told
 * @param createdMillis UTC milliseconds since 1970 at the store; 0 when not told
 * @param seenMillis UTC milliseconds since 1970 when nightjar saw the word
 */
public record ObjectCreated(
        String bucket,
        String key,
        long sizeBytes,
        String etag,
        long createdMillis,
        long seenMillis) {

    public ObjectCreated {
        requireNonNull(bucket, "bucket");
        requireNonNull(key, "key");
        requireNonNull(etag, "etag");
    }
}
