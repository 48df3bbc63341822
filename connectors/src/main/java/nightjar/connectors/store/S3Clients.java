// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Makes clients of the AWS SDK that behave as a connector must. */
final class S3Clients {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private S3Clients() {}

    /**
     * @param silence how long the store may say nothing: after a whole file has been sent it has to
     *     write and to hash it before it answers
     */
    static S3Client open(S3Settings settings, Duration silence) {
        var http =
                UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(silence);
        if (settings.trust().managers().length > 0) {
            http.tlsTrustManagersProvider(settings.trust()::managers);
        }
        var builder =
                S3Client.builder()
                        .region(Region.of(settings.region()))
                        .credentialsProvider(settings.keys().provider())
                        .httpClientBuilder(http)
                        // Chunked bodies and trailing checksums are what Ceph and s3proxy stumble
                        // over; length and MD5 are checked by ourselves.
                        .serviceConfiguration(
                                S3Configuration.builder()
                                        .pathStyleAccessEnabled(settings.pathStyle())
                                        .chunkedEncodingEnabled(false)
                                        .build())
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .overrideConfiguration(
                                o ->
                                        o.apiCallTimeout(settings.small())
                                                .addExecutionInterceptor(new Unhesitating())
                                                .retryStrategy(AwsRetryStrategy.doNotRetry()));
        if (!settings.endpoint().isEmpty()) {
            builder.endpointOverride(URI.create(settings.endpoint()));
        }
        return builder.build();
    }
}
