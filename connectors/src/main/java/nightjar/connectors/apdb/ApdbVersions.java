// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Which databases this code may write: the same major version, and a minor version that is not
 * newer (lsst/dax_apdb: new code serves old databases, never the reverse).
 */
final class ApdbVersions {

    static final String SCHEMA_KEY = "version:schema";
    static final String CODE_KEY = "version:ApdbCassandra";
    static final String REPLICA_KEY = "version:ApdbCassandraReplica";
    static final String CODE = "1.3.0";
    static final String REPLICA = "1.1.1";

    private ApdbVersions() {}

    /** Throws when the versions in the metadata table do not suit. */
    static void check(Map<String, String> metadata, boolean replica) {
        check(metadata, SCHEMA_KEY, CatalogueTables.VERSION);
        check(metadata, CODE_KEY, CODE);
        if (replica) {
            check(metadata, REPLICA_KEY, REPLICA);
        }
    }

    private static void check(Map<String, String> metadata, String key, String ours) {
        String theirs = metadata.getOrDefault(key, "missing");
        List<Integer> own = numbers(ours);
        List<Integer> other = numbers(theirs);
        if (!own.get(0).equals(other.get(0)) || other.get(1) > own.get(1)) {
            throw new IncompatibleApdbException(
                    "its " + key + " is " + theirs + ", and nightjar knows " + ours);
        }
    }

    private static List<Integer> numbers(String version) {
        return version.matches("\\d+\\.\\d+\\.\\d+.*")
                ? Arrays.stream(version.split("\\D", -1)).limit(2).map(Integer::valueOf).toList()
                : List.of(-1, -1);
    }
}
