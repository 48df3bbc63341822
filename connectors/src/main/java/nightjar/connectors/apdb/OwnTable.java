// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;

/**
 * A table of nightjar's own. The session belongs to the caller.
 *
 * @param name with its keyspace, quoted
 * @param longestCall after which a call has failed
 */
record OwnTable(
        CqlSession session, String name, ConsistencyLevel consistency, Duration longestCall) {

    /**
     * The driver's exceptions when it fails.
     *
     * @param query in which {@code %s} stands for the table
     */
    ResultSet execute(String query, Object... values) {
        return session.execute(
                SimpleStatement.newInstance(query.formatted(name), values)
                        .setConsistencyLevel(consistency)
                        .setTimeout(longestCall));
    }
}
