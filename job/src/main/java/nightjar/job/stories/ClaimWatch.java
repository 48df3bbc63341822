// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.Map;
import java.util.TreeMap;

/** Looks at the claims of a run from outside. */
final class ClaimWatch {

    private final CqlSession session;
    private final String table;

    ClaimWatch(Run run) {
        session = run.session();
        table = "\"" + run.config().apdb().claims() + "\".claims";
    }

    /** "visit/detector" → whether it is marked; empty while there is no table or no answer. */
    Map<String, Boolean> marks() {
        var marks = new TreeMap<String, Boolean>();
        try {
            // Serially, so that a transaction half done is brought to its end before it is seen.
            session.execute(
                            SimpleStatement.newInstance(
                                            "SELECT visit, detector, committed FROM " + table)
                                    .setConsistencyLevel(ConsistencyLevel.ONE))
                    .forEach(
                            row ->
                                    marks.put(
                                            row.getLong(0) + "/" + row.getInt(1),
                                            row.getBoolean(2)));
        } catch (DriverException e) {
            return Map.of();
        }
        return marks;
    }

    /** Whether someone has claimed and not marked. */
    boolean hasUnmarked() {
        return marks().containsValue(false);
    }

    boolean hasMarked() {
        return marks().containsValue(true);
    }
}
