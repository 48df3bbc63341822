// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

/**
 * How long a preload took, in seconds.
 *
 * @param total from its beginning to its end
 * @param search for finding out what will be needed
 * @param transfer for fetching it
 */
public record PreloadSeconds(double total, double search, double transfer) {

    public static final PreloadSeconds NONE = new PreloadSeconds(0, 0, 0);
}
