// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * Where objects are kept, and where copies of the immutable ones.
 *
 * @param s3 how S3 is reached
 * @param cacheFolder a folder on a local disk
 * @param cacheBytes how much it may hold
 */
public record StoreSettings(S3Settings s3, String cacheFolder, long cacheBytes)
        implements Serializable {

    public StoreSettings {
        requireNonNull(s3, "s3");
        requireNonNull(cacheFolder, "cacheFolder");
        if (cacheBytes <= 0) {
            throw new IllegalArgumentException("the cache must hold something: " + cacheBytes);
        }
    }
}
