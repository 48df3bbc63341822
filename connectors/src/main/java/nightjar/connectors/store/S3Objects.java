// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import nightjar.model.Outcome;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects in S3 (Ceph, AWS, the sandbox's store). Never retries by itself: that is the stage's to
 * do. What arrives is checked against the length that was told and against the ETag where that is
 * an MD5; what is sent carries its MD5 for the store to check.
 */
public final class S3Objects implements SchemeObjects {

    /** More than any plan or product; what is larger is fetched to a file. */
    private static final int MOST_IN_MEMORY = 256 << 20;

    private final S3Client s3;
    private final S3Client bulk;
    private final S3Settings settings;

    public S3Objects(S3Settings settings) {
        this.settings = settings;
        this.s3 = S3Clients.open(settings, settings.small());
        this.bulk = S3Clients.open(settings, settings.bulk());
    }

    @Override
    public Outcome<Stat> stat(String uri) {
        return ask(
                uri,
                at -> {
                    var head = s3.headObject(r -> r.bucket(at.bucket()).key(at.key()));
                    var etag = head.eTag();
                    return new Stat(head.contentLength(), etag == null ? "" : etag);
                });
    }

    @Override
    public Outcome<byte[]> get(String uri) {
        return ask(uri, at -> s3.getObject(getting(at), new Arriving.InMemory(MOST_IN_MEMORY)));
    }

    @Override
    public Outcome<byte[]> head(String uri, int bytes) {
        if (bytes <= 0) {
            return stat(uri).map(known -> new byte[0]);
        }
        return ask(
                uri,
                at -> {
                    var part = getting(at).toBuilder().range("bytes=0-" + (bytes - 1)).build();
                    try {
                        return s3.getObject(part, new Arriving.InMemory(bytes));
                    } catch (S3Exception e) {
                        if (e.statusCode() == 416) { // an empty object has no first byte
                            return new byte[0];
                        }
                        throw e;
                    }
                });
    }

    @Override
    public Outcome<Path> fetch(String uri, Path to) {
        return ask(
                uri,
                at -> {
                    var whole =
                            getting(at).toBuilder()
                                    .overrideConfiguration(within(settings.bulk()))
                                    .build();
                    return bulk.getObject(whole, new Arriving.InFile(to));
                });
    }

    @Override
    public Outcome<String> put(String uri, byte[] body) {
        return ask(
                uri,
                at -> {
                    var putting = putting(at, Digest.MD5.of(body), settings.small());
                    s3.putObject(putting, RequestBody.fromBytes(body));
                    return uri;
                });
    }

    @Override
    public Outcome<String> putFile(String uri, Path body) {
        return ask(
                uri,
                at -> {
                    try {
                        if (Files.size(body) > S3Parts.WHOLE_BYTES) {
                            new S3Parts(bulk, settings.bulk()).send(at, body);
                        } else {
                            var putting = putting(at, Digest.MD5.of(body), settings.bulk());
                            bulk.putObject(putting, RequestBody.fromFile(body));
                        }
                        return uri;
                    } catch (IOException e) {
                        throw new UncheckedIOException("reading " + body, e);
                    }
                });
    }

    private static GetObjectRequest getting(S3Address at) {
        return GetObjectRequest.builder().bucket(at.bucket()).key(at.key()).build();
    }

    private static PutObjectRequest putting(S3Address at, byte[] md5, Duration within) {
        return PutObjectRequest.builder()
                .bucket(at.bucket())
                .key(at.key())
                .contentMD5(Base64.getEncoder().encodeToString(md5))
                .overrideConfiguration(within(within))
                .build();
    }

    private static AwsRequestOverrideConfiguration within(Duration time) {
        return AwsRequestOverrideConfiguration.builder().apiCallTimeout(time).build();
    }

    /** One call to S3. */
    @FunctionalInterface
    private interface Call<T> {
        T at(S3Address address);
    }

    private static <T> Outcome<T> ask(String uri, Call<T> call) {
        return S3Address.of(uri)
                .then(
                        address -> {
                            try {
                                return Outcome.done(call.at(address));
                            } catch (S3Exception e) {
                                return refused(uri, e);
                            } catch (SdkClientException | UncheckedIOException e) {
                                return unreachable(uri, e);
                            }
                        });
    }

    private static <T> Outcome<T> refused(String uri, S3Exception e) {
        int status = e.statusCode();
        if (status == 404) {
            return Losses.notFound(uri);
        }
        var why = "S3 answered " + status + " for " + uri;
        // 409: Ceph's ConcurrentModification while an object is rewritten; 400 with BadDigest: a
        // body garbled on its way.
        boolean passing = status >= 500 || status == 409 || status == 429 || status == 400;
        return passing ? Losses.trouble(why) : Losses.retriable(why + ": check the credentials");
    }

    private static <T> Outcome<T> unreachable(String uri, RuntimeException e) {
        Throwable root = e;
        for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return Losses.trouble(
                "S3 failed for " + uri + ": " + e.getMessage() + " (" + root.getMessage() + ")");
    }

    @Override
    public void close() {
        s3.close();
        bulk.close();
    }
}
