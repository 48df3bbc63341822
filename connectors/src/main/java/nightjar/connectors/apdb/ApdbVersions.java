// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The versions that an APDB tells of. This code may write databases of the same major versions and
 * of minor ones that are not newer (lsst/dax_apdb: new code serves old databases, never the
 * reverse).
 *
 * @param schema of the catalogues (lsst/sdm_schemas)
 * @param code of the other tables
 * @param replica of the replica's tables; 0.0.0 where there is no replica
 */
record ApdbVersions(Version schema, Version code, Version replica) {

    static final String SCHEMA_KEY = "version:schema";
    static final String CODE_KEY = "version:ApdbCassandra";
    static final String REPLICA_KEY = "version:ApdbCassandraReplica";
    static final String CODE = "1.3.0";
    static final String REPLICA = "1.1.1";

    private static final Version NONE = new Version(0, 0, 0);

    /** Major, minor and patch. */
    record Version(int major, int minor, int patch) {

        private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");

        static Version of(String text) {
            var parts = FORM.matcher(text);
            return parts.matches()
                    ? new Version(
                            Integer.parseInt(parts.group(1)),
                            Integer.parseInt(parts.group(2)),
                            Integer.parseInt(parts.group(3)))
                    : new Version(-1, -1, -1);
        }

        private boolean serves(Version other) {
            return major == other.major && other.minor <= minor;
        }
    }

    /** Throws {@link IncompatibleApdbException} when the metadata tell of versions that differ. */
    static ApdbVersions of(Map<String, String> metadata, boolean withReplica) {
        var schema = version(metadata, SCHEMA_KEY, CatalogueTables.VERSION);
        var code = version(metadata, CODE_KEY, CODE);
        if (!withReplica) {
            return new ApdbVersions(schema, code, NONE);
        }
        var replica = version(metadata, REPLICA_KEY, REPLICA);
        if (replica.minor < 1) {
            throw new IncompatibleApdbException(
                    "its replica's tables are of version "
                            + metadata.get(REPLICA_KEY)
                            + ", without sub-chunks: migrate it to 1.1.0 with apdb-migrate");
        }
        return new ApdbVersions(schema, code, replica);
    }

    private static Version version(Map<String, String> metadata, String key, String ours) {
        String theirs = metadata.getOrDefault(key, "missing");
        var version = Version.of(theirs);
        if (!Version.of(ours).serves(version)) {
            throw new IncompatibleApdbException(
                    "its " + key + " is " + theirs + ", and nightjar knows " + ours);
        }
        return version;
    }

    /** Whether it has DiaObjectDedup. */
    boolean hasDedup() {
        return code.minor >= 3;
    }

    /** Whether its replica tells of updates, too: nightjar writes none. */
    boolean hasUpdateRecords() {
        return replica.minor > 1 || replica.patch >= 1;
    }
}
