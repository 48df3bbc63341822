// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of some bytes, small enough to be kept for each alert of a night. */
record Fingerprint(long a, long b, long c, long d) {

    static Fingerprint of(byte[] bytes) {
        var words = ByteBuffer.wrap(sha256().digest(bytes));
        return new Fingerprint(words.getLong(), words.getLong(), words.getLong(), words.getLong());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Lower-case hex. */
    @Override
    public String toString() {
        var bytes = ByteBuffer.allocate(32).putLong(a).putLong(b).putLong(c).putLong(d);
        return HexFormat.of().formatHex(bytes.array());
    }
}
