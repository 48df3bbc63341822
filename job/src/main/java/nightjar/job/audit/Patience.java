// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.time.Duration;

/**
 * By which time things are judged.
 *
 * @param nowMillis UTC milliseconds since 1970 before the evidence was gathered
 * @param settling what was marked as committed less long ago is not judged yet
 * @param claims what is claimed must be committed within this
 */
record Patience(long nowMillis, Duration settling, Duration claims) {

    static final Duration SETTLING = Duration.ofMinutes(2);
    static final Duration CLAIMS = Duration.ofMinutes(5);

    static Patience usual(long nowMillis) {
        return new Patience(nowMillis, SETTLING, CLAIMS);
    }
}
