// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Takes an S3 object in and checks that all of it came, unharmed. */
final class Arriving {

    private static final Pattern MD5 = Pattern.compile("\"?([0-9a-fA-F]{32})\"?");
    private static final int BUFFER_BYTES = 1 << 16;

    private Arriving() {}

    /** A small object, or the beginning of one. */
    record InMemory(int mostBytes) implements ResponseTransformer<GetObjectResponse, byte[]> {
        @Override
        public byte[] transform(GetObjectResponse told, AbortableInputStream in)
                throws IOException {
            var out = new ByteArrayOutputStream();
            take(told, in, out, mostBytes);
            return out.toByteArray();
        }
    }

    /** A whole object into a file. */
    record InFile(Path to) implements ResponseTransformer<GetObjectResponse, Path> {
        @Override
        public Path transform(GetObjectResponse told, AbortableInputStream in) throws IOException {
            WholeFile.write(to, out -> take(told, in, out, Long.MAX_VALUE), false);
            return to;
        }
    }

    private static void take(
            GetObjectResponse told, AbortableInputStream in, OutputStream out, long mostBytes)
            throws IOException {
        var md5 = Digest.MD5.fresh();
        var buffer = new byte[BUFFER_BYTES];
        long taken = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            taken += n;
            if (taken > mostBytes) {
                in.abort();
                throw new IOException("more than " + mostBytes + " bytes were sent");
            }
            md5.update(buffer, 0, n);
            out.write(buffer, 0, n);
        }
        Long length = told.contentLength();
        if (length != null && length != taken) {
            throw new IOException("short read: " + taken + " of " + length + " bytes came");
        }
        var etag = MD5.matcher(told.eTag() == null ? "" : told.eTag());
        boolean isMd5 = etag.matches() && told.contentRange() == null && !isEncrypted(told);
        if (isMd5 && !etag.group(1).toLowerCase(Locale.ROOT).equals(Digest.hex(md5.digest()))) {
            throw new IOException("what came does not have the MD5 that its ETag tells");
        }
    }

    /** With keys other than the store's own, the ETag is no MD5 of the object. */
    private static boolean isEncrypted(GetObjectResponse told) {
        var by = told.serverSideEncryption();
        return told.sseCustomerAlgorithm() != null
                || (by != null && by != ServerSideEncryption.AES256);
    }
}
