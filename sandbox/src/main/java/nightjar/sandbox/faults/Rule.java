// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.faults;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Which answers a {@link Front} meddles with.
 *
 * @param method GET, PUT …; a regular expression
 * @param path of the request's path and query, a regular expression that need not match the whole
 * @param meddling what is done
 * @param first how many of the matching requests are spared before
 * @param times how many are meddled with then
 * @param seen matching requests so far
 */
record Rule(
        Pattern method, Pattern path, Meddling meddling, int first, int times, AtomicInteger seen) {

    boolean matches(String asked, String at) {
        return method.matcher(asked).matches() && path.matcher(at).find();
    }

    /** Whether this matching request is one of those meant. */
    boolean takes() {
        int before = seen.getAndIncrement();
        return before >= first && before - first < times;
    }

    /** How many answers it has meddled with. */
    int taken() {
        return Math.max(0, Math.min(times, seen.get() - first));
    }
}
