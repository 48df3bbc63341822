// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import nightjar.connectors.wire.Trust;

/**
 * How S3 is reached.
 *
 * @param endpoint for instance https://s3dfrgw.slac.stanford.edu; empty means AWS itself
 * @param region signed into every request; stores other than AWS take any
 * @param pathStyle whether the bucket stands in the path (Ceph, sandbox) and not in the host
 * @param keys who we are
 * @param trust whose certificates are trusted
 * @param small how long a call for a small object may take
 * @param bulk how long a whole file may take
 */
public record S3Settings(
        String endpoint,
        String region,
        boolean pathStyle,
        S3Keys keys,
        Trust trust,
        Duration small,
        Duration bulk)
        implements Serializable {

    public S3Settings {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(region, "region");
        requireNonNull(keys, "keys");
        requireNonNull(trust, "trust");
        if (small.isNegative() || small.isZero() || bulk.compareTo(small) < 0) {
            throw new IllegalArgumentException(
                    "S3 time-outs must be positive, and bulk not below small: "
                            + small
                            + ", "
                            + bulk);
        }
    }

    /** Path-style access with the usual time-outs: 5 s for small objects, 60 s for whole files. */
    public static S3Settings at(String endpoint, S3Keys keys) {
        return new S3Settings(
                endpoint,
                "us-east-1",
                true,
                keys,
                Trust.OF_JAVA,
                Duration.ofSeconds(5),
                Duration.ofSeconds(60));
    }

    /** Signed for another region. */
    public S3Settings in(String otherRegion) {
        return new S3Settings(endpoint, otherRegion, pathStyle, keys, trust, small, bulk);
    }

    public S3Settings trusting(Trust other) {
        return new S3Settings(endpoint, region, pathStyle, keys, other, small, bulk);
    }

    public S3Settings within(Duration small, Duration bulk) {
        return new S3Settings(endpoint, region, pathStyle, keys, trust, small, bulk);
    }
}
