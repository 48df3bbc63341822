// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import com.datastax.oss.driver.api.core.DriverException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the APDB holds at the end of a night.
 *
 * @param diaSources diaSourceId → diaObjectId of its DIASource rows
 * @param diaObjects diaObjectId → nDiaSources of its DIAObjects
 * @param unread why it could not be read; empty when it could
 */
record ApdbRows(Map<Long, Long> diaSources, Map<Long, Integer> diaObjects, String unread) {

    /** Reads all; a Cassandra that does not answer is told in {@code unread}. */
    static ApdbRows read(Supplier<ApdbReader> open) {
        try (var apdb = open.get()) {
            return new ApdbRows(apdb.diaSources(), apdb.diaObjects(), "");
        } catch (DriverException e) {
            return new ApdbRows(Map.of(), Map.of(), e.getClass().getSimpleName());
        }
    }
}
