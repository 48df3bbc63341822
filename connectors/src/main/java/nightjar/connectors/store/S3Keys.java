// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Who we are to S3: names of secret files, read again for every request so that rotated secrets are
 * used without a restart; or what the environment says (AWS's default chain: system properties,
 * environment variables, profile files, the container's or the machine's role); or, for a sandbox
 * whose secret is none, the words themselves.
 *
 * @param access the access key, or the file that holds it
 * @param secret the secret key, or the file that holds it
 * @param files whether they are file names
 */
public record S3Keys(String access, String secret, boolean files) implements Serializable {

    public static S3Keys ofFiles(Path accessKeyFile, Path secretKeyFile) {
        return new S3Keys(accessKeyFile.toString(), secretKeyFile.toString(), true);
    }

    /** For a sandbox only. */
    public static S3Keys ofWords(String accessKey, String secretKey) {
        return new S3Keys(accessKey, secretKey, false);
    }

    /** Whom the environment says we are. */
    public static S3Keys ofEnvironment() {
        return new S3Keys("", "", false);
    }

    AwsCredentialsProvider provider() {
        if (files) {
            return () -> AwsBasicCredentials.create(read(access), read(secret));
        }
        return access.isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : () -> AwsBasicCredentials.create(access, secret);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the secret file " + file + " cannot be read", e);
        }
    }

    @Override
    public String toString() {
        if (files) {
            return "S3Keys[" + access + ", " + secret + "]";
        }
        return access.isEmpty() ? "S3Keys[the environment's]" : "S3Keys[hidden]";
    }
}
