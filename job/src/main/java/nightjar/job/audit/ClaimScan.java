// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nightjar.model.Stored;

/**
 * The claims of a scope, by a scan of the whole table: it is by visit-detector, so that nothing
 * tells where a night begins. What does not look committed is read again serially, which also ends
 * a half-done transaction.
 */
final class ClaimScan {

    private final Ring ring;
    private final String table;
    private final String instrument;
    private final ConsistencyLevel serial;

    /**
     * @param consistency that of the job: whether serial reads stay within the data centre
     */
    ClaimScan(Ring ring, String keyspace, String instrument, ConsistencyLevel consistency) {
        this.ring = ring;
        this.table = "\"" + keyspace + "\".claims";
        this.instrument = instrument;
        this.serial =
                consistency.isDcLocal() ? ConsistencyLevel.LOCAL_SERIAL : ConsistencyLevel.SERIAL;
    }

    /** In order of visit and detector. */
    List<ClaimSeen> of(Scope scope) {
        List<ClaimSeen> claims = Collections.synchronizedList(new ArrayList<>());
        ring.scan(
                select(),
                "instrument, visit, detector",
                "",
                List.of(),
                row ->
                        claim(row)
                                .filter(it -> scope.contains(it.of().visit()))
                                .ifPresent(claims::add));
        return claims.stream()
                .map(claim -> claim.committed() ? claim : serially(claim.of()).orElse(claim))
                .sorted(Comparator.comparing(ClaimSeen::of))
                .toList();
    }

    /** One claim, read serially. */
    Optional<ClaimSeen> serially(Numbered of) {
        var question =
                SimpleStatement.newInstance(
                                select() + " WHERE instrument = ? AND visit = ? AND detector = ?",
                                instrument,
                                of.visit(),
                                of.detector())
                        .setConsistencyLevel(serial);
        try {
            return Optional.ofNullable(ring.session().execute(question).one()).flatMap(this::claim);
        } catch (DriverException e) {
            throw new Unanswered("the claims' table", e);
        }
    }

    private String select() {
        return "SELECT instrument, visit, detector, lineage, store_time, plan_uri, plan_sha256,"
                + " plan_bytes, committed, WRITETIME(lineage) AS claimed,"
                + " WRITETIME(committed) AS marked FROM "
                + table;
    }

    private Optional<ClaimSeen> claim(Row row) {
        if (!instrument.equals(row.getString("instrument"))) {
            return Optional.empty();
        }
        return Optional.of(
                new ClaimSeen(
                        new Numbered(row.getLong("visit"), row.getInt("detector")),
                        text(row, "lineage"),
                        row.getDouble("store_time"),
                        new Stored(
                                text(row, "plan_uri"),
                                text(row, "plan_sha256"),
                                row.getLong("plan_bytes")),
                        row.getBoolean("committed"),
                        row.getLong("claimed") / 1000,
                        row.getLong("marked") / 1000));
    }

    private static String text(Row row, String column) {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }
}
