// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Sends a large file in parts, as S3's users do: a store that checks a signature holds what was
 * signed in its memory, and s3proxy refuses more than 128 MiB of it at once. All parts or nothing
 * is seen by others. What a sender that died had begun, the bucket's own rule for incomplete
 * uploads must remove.
 */
final class S3Parts {

    /** What is larger is sent in parts. */
    static final long WHOLE_BYTES = 64L << 20;

    /** S3 wants 5 MiB at least of all parts but the last, and 10,000 parts at most. */
    private static final int PART_BYTES = 32 << 20;

    private final S3Client s3;
    private final Duration perPart;

    /**
     * @param perPart how long a part may take, and the store's putting together of all of them
     */
    S3Parts(S3Client s3, Duration perPart) {
        this.s3 = s3;
        this.perPart = perPart;
    }

    void send(S3Address at, Path body) throws IOException {
        var upload = s3.createMultipartUpload(r -> r.bucket(at.bucket()).key(at.key())).uploadId();
        try {
            var parts = parts(at, body, upload);
            s3.completeMultipartUpload(
                    r ->
                            r.bucket(at.bucket())
                                    .key(at.key())
                                    .uploadId(upload)
                                    .multipartUpload(it -> it.parts(parts))
                                    .overrideConfiguration(o -> o.apiCallTimeout(perPart)));
        } catch (IOException | SdkException e) {
            giveUp(at, upload, e);
            throw e;
        }
    }

    private List<CompletedPart> parts(S3Address at, Path body, String upload) throws IOException {
        var sent = new ArrayList<CompletedPart>();
        long left = Files.size(body);
        try (var file = new RandomAccessFile(body.toFile(), "r")) {
            while (left > 0) {
                var part = new byte[(int) Math.min(PART_BYTES, left)];
                file.readFully(part);
                sent.add(part(at, upload, sent.size() + 1, part));
                left -= part.length;
            }
        }
        return sent;
    }

    private CompletedPart part(S3Address at, String upload, int number, byte[] body) {
        var answer =
                s3.uploadPart(
                        r ->
                                r.bucket(at.bucket())
                                        .key(at.key())
                                        .uploadId(upload)
                                        .partNumber(number)
                                        .contentMD5(
                                                Base64.getEncoder()
                                                        .encodeToString(Digest.MD5.of(body)))
                                        .overrideConfiguration(o -> o.apiCallTimeout(perPart)),
                        RequestBody.fromBytes(body));
        return CompletedPart.builder().partNumber(number).eTag(answer.eTag()).build();
    }

    /** So that the store need not keep parts of nothing; it is the failure that is told of. */
    private void giveUp(S3Address at, String upload, Exception why) {
        try {
            s3.abortMultipartUpload(r -> r.bucket(at.bucket()).key(at.key()).uploadId(upload));
        } catch (SdkException e) {
            why.addSuppressed(e);
        }
    }
}
