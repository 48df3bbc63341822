// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an APDB is.
 *
 * @param keyspace where it is
 * @param versions each version that it tells of
 * @param settings how it is laid out; empty when it does not say, or says what nightjar cannot use
 * @param tables how many tables it has
 * @param replication class and counts as Cassandra tells them
 * @param problems why nightjar could not use it; none when it can
 */
public record ApdbStatus(
        String keyspace,
        Map<String, String> versions,
        Optional<ApdbSettings> settings,
        int tables,
        Map<String, String> replication,
        List<String> problems) {

    /** Time partitions, both ends included. */
    public record Range(int first, int last) {
        int count() {
            return last - first + 1;
        }

        Range including(int partition) {
            return new Range(Math.min(first, partition), Math.max(last, partition));
        }
    }

    public ApdbStatus {
        versions = Map.copyOf(versions);
        replication = Map.copyOf(replication);
        problems = List.copyOf(problems);
    }

    static ApdbStatus of(String keyspace, ApdbInventory found) {
        var problems = new ArrayList<String>();
        var settings = settings(found, problems);
        settings.ifPresent(known -> problems.addAll(missing(known, found)));
        var versions = new TreeMap<>(found.metadata());
        versions.keySet().removeIf(key -> !key.startsWith("version:"));
        return new ApdbStatus(
                keyspace, versions, settings, found.tables().size(), found.replication(), problems);
    }

    private static Optional<ApdbSettings> settings(ApdbInventory found, List<String> problems) {
        if (found.replication().isEmpty()) {
            problems.add("there is no such keyspace; ./nightjar apdb create makes one");
        } else if (found.metadata().isEmpty()) {
            problems.add("it holds no APDB; ./nightjar apdb create makes one");
        } else if (!found.metadata().containsKey(ApdbSettings.RANGE_KEY) && timed(found)) {
            problems.add("its making was broken off; ./nightjar apdb create goes on with it");
        } else {
            try {
                var settings = parse(found);
                ApdbVersions.check(found.metadata(), settings.replica());
                return Optional.of(settings);
            } catch (IncompatibleApdbException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return Optional.empty();
    }

    private static boolean timed(ApdbInventory found) {
        return !found.tables().contains("DiaSource");
    }

    private static ApdbSettings parse(ApdbInventory found) {
        return ApdbSettings.parse(
                found.metadata().getOrDefault(ApdbSettings.FROZEN_KEY, "{}"),
                found.metadata().getOrDefault(ApdbSettings.RANGE_KEY, "{}"));
    }

    private static List<String> missing(ApdbSettings settings, ApdbInventory found) {
        var missing = new ArrayList<>(ApdbSchema.tableNames(settings));
        missing.removeAll(found.tables());
        return missing.isEmpty()
                ? List.of()
                : List.of("it lacks %d tables, %s first".formatted(missing.size(), missing.get(0)));
    }
}
