// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import java.util.List;

/**
 * One way in which a detector's images can be wrong or odd.
 *
 * @param name for the table
 * @param snaps files of the science image, as they lie on the disk
 * @param template the template's file
 */
record ImageKind(String name, List<byte[]> snaps, byte[] template) {

    ImageKind {
        snaps = List.copyOf(snaps);
    }
}
