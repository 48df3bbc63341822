// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

import static java.util.Objects.requireNonNull;

/**
 * An immutable object that one stage left for the next: named by its digest, so that a copy is as
 * good as the original.
 *
 * @param uri where it is
 * @param sha256 lower-case hex digest of its bytes
 * @param bytes its size
 */
public record Stored(String uri, String sha256, long bytes) {

    public Stored {
        requireNonNull(uri, "uri");
        requireNonNull(sha256, "sha256");
    }
}
