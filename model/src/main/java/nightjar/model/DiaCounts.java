// SPDX-License-Identifier: Apache-2.0
package nightjar.model;

/**
 * How the sources of a visit-detector found their DIAObjects.
 *
 * @param created objects first seen here
 * @param updated known objects that were seen again
 * @param unassociated known objects inside the image that were not seen
 */
public record DiaCounts(int created, int updated, int unassociated) {

    public static final DiaCounts NONE = new DiaCounts(0, 0, 0);
}
