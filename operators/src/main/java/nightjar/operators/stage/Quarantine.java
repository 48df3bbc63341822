// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import nightjar.model.ObjectCreated;
import nightjar.model.Quarantined;
import nightjar.model.Received;

/** Writes up what could not be understood. */
final class Quarantine {

    private Quarantine() {}

    static Quarantined of(Received received, String why, long nowMillis) {
        return new Quarantined(
                received.topic(),
                received.partition(),
                received.offset(),
                why,
                sha256(received.sample()),
                received.sample(),
                nowMillis);
    }

    /** An object in a bucket: its key stands for its body. */
    static Quarantined of(ObjectCreated object, String why, long nowMillis) {
        byte[] key = object.key().getBytes(StandardCharsets.UTF_8);
        return new Quarantined(object.bucket(), -1, -1, why, sha256(key), key, nowMillis);
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
