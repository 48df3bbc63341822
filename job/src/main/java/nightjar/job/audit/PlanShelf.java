// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nightjar.job.audit.PlanFacts.ForcedKey;
import nightjar.job.audit.PlanFacts.ObjectPlanned;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import org.apache.avro.generic.GenericRecord;

/** What plans promise; each is read once, for a plan never changes. */
final class PlanShelf {

    private final PlanReader reader;
    private final Map<String, PlanFacts> known = new HashMap<>();

    PlanShelf(PlanReader reader) {
        this.reader = reader;
    }

    /** The plan that a claim names. */
    Outcome<PlanFacts> of(ClaimSeen claim) {
        var sha256 = claim.plan().sha256();
        var facts = known.get(sha256);
        var read = facts == null ? read(claim.plan()) : Outcome.done(facts);
        read.asValue().ifPresent(it -> known.put(sha256, it));
        return read.then(
                it ->
                        it.of().equals(claim.of())
                                ? Outcome.done(it)
                                : Outcome.lost(Loss.failed("it is the plan of " + it.of())));
    }

    /** Forgets those that are no longer claimed in what is looked at. */
    void keepOnly(List<ClaimSeen> claims) {
        var needed = new HashSet<String>();
        claims.forEach(claim -> needed.add(claim.plan().sha256()));
        known.keySet().retainAll(needed);
    }

    private Outcome<PlanFacts> read(Stored plan) {
        var notes = new Notes();
        return reader.read(plan, notes)
                .then(
                        read ->
                                notes.headed
                                        ? Outcome.done(notes.facts())
                                        : Outcome.lost(Loss.failed("it has no header")));
    }

    /** Takes down the keys. */
    private static final class Notes implements PlanReader.Listener {

        private boolean headed;
        private String group = "";
        private Numbered of = new Numbered(0, 0);
        private double storeTimeMjdTai;
        private Optional<Fingerprint> record = Optional.empty();
        private Optional<Stored> product = Optional.empty();
        private long arrivedMillis;
        private long readoutEndMillis;
        private final List<String> files = new ArrayList<>();
        private final Set<Long> diaSources = new HashSet<>();
        private final Set<ForcedKey> forced = new HashSet<>();
        private final List<ObjectPlanned> objects = new ArrayList<>();
        private final Map<Long, Fingerprint> alerts = new HashMap<>();
        private final Set<Double> midpoints = new HashSet<>();

        PlanFacts facts() {
            return new PlanFacts(
                    group,
                    of,
                    storeTimeMjdTai,
                    diaSources,
                    forced,
                    objects,
                    alerts,
                    record,
                    files,
                    product,
                    midpoints,
                    arrivedMillis,
                    readoutEndMillis);
        }

        @Override
        public void header(GenericRecord plan) {
            headed = true;
            group = PlanReader.text(plan, "group");
            of = new Numbered((Long) plan.get("visit"), (Integer) plan.get("detector"));
            storeTimeMjdTai = (Double) plan.get("storeTimeMjdTai");
            arrivedMillis = (Long) plan.get("arrivedMillis");
            readoutEndMillis = (Long) plan.get("readoutEndMillis");
            var message = PlanReader.text(plan, "butlerRecord");
            record =
                    message.isEmpty()
                            ? Optional.empty()
                            : Optional.of(Fingerprint.of(message.getBytes(UTF_8)));
            for (var export : PlanReader.list(plan, "exports")) {
                exported((GenericRecord) export);
            }
        }

        private void exported(GenericRecord export) {
            files.add(PlanReader.text(export, "uri"));
            var from = PlanReader.text(export, "product");
            // what is written from the plan itself comes from no product
            if (!from.isEmpty()) {
                var sha256 = PlanReader.text(export, "sha256");
                product = Optional.of(new Stored(from, sha256, (Long) export.get("bytes")));
            }
        }

        @Override
        public void table(String name, List<String> columns, List<?> rows) {
            var table = new Table(columns);
            for (var row : rows) {
                var values = (List<?>) row;
                switch (name) {
                    case "diaSources" -> {
                        diaSources.add(table.whole(values, "diaSourceId"));
                        midpoints.add(table.number(values, "midpointMjdTai"));
                    }
                    case "diaForcedSources" -> {
                        forced.add(forcedKey(table, values));
                        midpoints.add(table.number(values, "midpointMjdTai"));
                    }
                    case "diaObjects" -> objects.add(object(table, values));
                    default -> {
                        // A table of a later version has rows that nobody here can look for.
                    }
                }
            }
        }

        private ForcedKey forcedKey(Table table, List<?> row) {
            return new ForcedKey(
                    table.whole(row, "diaObjectId"),
                    table.whole(row, "visit"),
                    (int) table.whole(row, "detector"));
        }

        private static ObjectPlanned object(Table table, List<?> row) {
            return new ObjectPlanned(
                    table.whole(row, "diaObjectId"),
                    table.number(row, "ra"),
                    table.number(row, "dec"));
        }

        @Override
        public void alert(long diaSourceId, byte[] packed) {
            alerts.put(diaSourceId, Fingerprint.of(packed));
        }
    }

    /** A table's columns by name. */
    private record Table(List<String> columns) {

        long whole(List<?> row, String column) {
            return value(row, column).longValue();
        }

        double number(List<?> row, String column) {
            return value(row, column).doubleValue();
        }

        private Number value(List<?> row, String column) {
            int at = columns.indexOf(column);
            if (at < 0 || !(row.get(at) instanceof Number number)) {
                throw new ClassCastException("a row without " + column);
            }
            return number;
        }
    }
}
