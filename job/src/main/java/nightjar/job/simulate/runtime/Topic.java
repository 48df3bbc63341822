// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.runtime;

import java.util.List;

/**
 * What a source reads: records in their order, each not before its time.
 *
 * @param atMillis when each is there, in milliseconds since the beginning; never decreasing
 * @param records as many
 */
public record Topic(List<Long> atMillis, List<?> records) {
    public Topic {
        atMillis = List.copyOf(atMillis);
        records = List.copyOf(records);
    }
}
