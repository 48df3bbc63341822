// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of files and bytes: SHA-256 names immutable objects, MD5 is what S3 checks by. */
enum Digest {
    SHA256("SHA-256"),
    MD5("MD5");

    private static final int BUFFER_BYTES = 1 << 16;

    private final String algorithm;

    Digest(String algorithm) {
        this.algorithm = algorithm;
    }

    MessageDigest fresh() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    byte[] of(byte[] bytes) {
        return fresh().digest(bytes);
    }

    byte[] of(Path file) throws IOException {
        var digest = fresh();
        var buffer = new byte[BUFFER_BYTES];
        try (var in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return digest.digest();
    }

    String hex(Path file) throws IOException {
        return hex(of(file));
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
