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
        settings.ifPresent(known -> missing(known, found, problems));
        var versions = new TreeMap<>(found.metadata());
        versions.keySet().removeIf(key -> !key.startsWith("version:"));
        return new ApdbStatus(
                keyspace, versions, settings, found.tables().size(), found.replication(), problems);
    }

    private static Optional<ApdbSettings> settings(ApdbInventory found, List<String> problems) {
        if (found.replication().isEmpty()) {
            problems.add("there is no such keyspace; ./nightjar apdb create makes one");
        } else if (found.metadata().isEmpty()) {
            problems.add(
                    found.tables().isEmpty()
                            ? "it holds no APDB; ./nightjar apdb create makes one"
                            : "it holds no APDB but other tables (%s)"
                                    .formatted(found.tables().iterator().next()));
        } else if (!FrozenSettings.areWhole(found.metadata())) {
            problems.add("its making was broken off; ./nightjar apdb create goes on with it");
        } else {
            try {
                var settings = FrozenSettings.of(found.metadata());
                ApdbVersions.of(found.metadata(), settings.replica());
                return Optional.of(settings);
            } catch (IncompatibleApdbException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return Optional.empty();
    }

    private static void missing(ApdbSettings settings, ApdbInventory found, List<String> problems) {
        var versions = ApdbVersions.of(found.metadata(), settings.replica());
        var missing = new ArrayList<>(ApdbSchema.tableNames(settings));
        missing.removeAll(found.tables());
        missing.removeIf(it -> it.equals("DiaObjectDedup") && !versions.hasDedup());
        missing.removeIf(it -> it.equals("ApdbUpdateRecordChunks") && !versions.hasUpdateRecords());
        if (!missing.isEmpty()) {
            problems.add(
                    "it lacks %d table%s, %s first"
                            .formatted(
                                    missing.size(),
                                    missing.size() == 1 ? "" : "s",
                                    missing.get(0)));
        }
    }
}
