// SPDX-License-Identifier: Apache-2.0
package nightjar.model.ids;

import java.nio.charset.StandardCharsets;

/** Solar System object ids: the ASCII bytes of the packed MPC designation, big-endian. */
public final class SsObjectId {

    private SsObjectId() {}

    /** The id of a packed designation of at most eight ASCII characters, for instance K13A01R. */
    public static long pack(String packedDesignation) {
        byte[] ascii = packedDesignation.getBytes(StandardCharsets.US_ASCII);
        if (ascii.length == 0
                || ascii.length > 8
                || !packedDesignation.chars().allMatch(c -> c > 32 && c < 127)) {
            throw new IllegalArgumentException(
                    "not a packed designation of 1 to 8 ASCII characters: " + packedDesignation);
        }
        long id = 0;
        for (byte b : ascii) {
            id = (id << 8) | b;
        }
        return id;
    }

    public static String unpack(long id) {
        StringBuilder designation = new StringBuilder();
        for (int shift = 56; shift >= 0; shift -= 8) {
            int c = (int) (id >> shift) & 0xFF;
            if (c != 0) {
                designation.append((char) c);
            }
        }
        return designation.toString();
    }
}
