// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import nightjar.model.Outcome;

/**
 * Where an object is in S3. Read by hand since java.net.URI refuses underscores in a bucket's name.
 *
 * <p>Rubin writes {@code s3://profile@bucket/key}; the profile, which names credentials, is left
 * out here: nightjar has one set of credentials.
 *
 * @param bucket the bucket's name, in Ceph perhaps with its tenant: tenant:bucket
 * @param key the object's key; not empty
 */
public record S3Address(String bucket, String key) {

    private static final String SCHEME = "s3://";

    /** INVALID for what is no s3://bucket/key. */
    public static Outcome<S3Address> of(String uri) {
        if (uri.startsWith(SCHEME)) {
            int slash = uri.indexOf('/', SCHEME.length());
            if (slash > 0 && slash + 1 < uri.length()) {
                var place = uri.substring(SCHEME.length(), slash);
                var bucket = place.substring(place.indexOf('@') + 1);
                if (!bucket.isEmpty()) {
                    return Outcome.done(new S3Address(bucket, uri.substring(slash + 1)));
                }
            }
        }
        return Losses.invalid(uri + " is no S3 URI: write s3://bucket/key");
    }
}
