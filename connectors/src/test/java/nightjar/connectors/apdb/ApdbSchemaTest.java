// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApdbSchemaTest {

    private static final ApdbSettings REPLICA = ApdbSettings.standard(674, 676);

    private static final ApdbSettings SKIPPING =
            new ApdbSettings(true, true, 64, 11, true, 30, 64, 674, 676);

    private static final ApdbSettings NATIVE =
            new ApdbSettings(false, false, 64, 11, false, 30, 64, 0, 0);

    @Test
    void settingsSurviveTheMetadataTable() {
        for (ApdbSettings settings : List.of(REPLICA, SKIPPING, NATIVE)) {
            assertThat(FrozenSettings.of(ApdbSchema.metadata(settings))).isEqualTo(settings);
        }
    }

    @Test
    void whatItDoesNotTellIsDaxApdbsDefault() {
        assertThat(FrozenSettings.of(Map.of(FrozenSettings.FROZEN_KEY, "{}"))).isEqualTo(NATIVE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    {"part_pixelization":"htm"}       | its pixels are htm
                    {"colour":"red"}                  | settings that nightjar does not know: [colour]
                    {"enable_replica":"yes"}          | enable_replica is "yes", neither true nor
                    {"enable_replica":null}           | enable_replica is null
                    {"time_partition_tables":1}       | time_partition_tables is 1
                    {"part_pix_level":11.5}           | part_pix_level is 11.5, no whole number
                    {"part_pix_level":99}             | part_pix_level is 99
                    {"replica_sub_chunk_count":0}     | no whole number from 1
                    {"num_part_dedup":99999}          | num_part_dedup is 99999
                    {"time_partition_days":-30}       | time_partition_days is -30
                    {"ra_dec_columns":["x","y"]}      | its position columns are ["x","y"]
                    {"time_partition_tables":true}    | lack config:time-partition-range.json
                    []                                | is no JSON object
                    null                              | is no JSON object
                    {                                 | is not JSON
                    """)
    void whatItDoesNotUnderstandItDoesNotTouch(String frozen, String why) {
        assertThatThrownBy(() -> FrozenSettings.of(Map.of(FrozenSettings.FROZEN_KEY, frozen)))
                .isInstanceOf(IncompatibleApdbException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"start\":5}", "{\"start\":7,\"end\":6}", "{\"start\":\"a\"}"})
    void aRangeThatIsNoneIsRefused(String range) {
        var metadata =
                Map.of(
                        FrozenSettings.FROZEN_KEY,
                        REPLICA.frozenJson(),
                        FrozenSettings.RANGE_KEY,
                        range);
        assertThatThrownBy(() -> FrozenSettings.of(metadata))
                .isInstanceOf(IncompatibleApdbException.class);
    }

    @Test
    void withoutSettingsNothingIsGuessed() {
        assertThatThrownBy(() -> FrozenSettings.of(Map.of()))
                .hasMessageContaining("lack config:apdb-cassandra.json");
        assertThat(FrozenSettings.areWhole(Map.of())).isFalse();
        assertThat(FrozenSettings.areWhole(ApdbSchema.metadata(NATIVE))).isTrue();
        assertThat(FrozenSettings.areWhole(Map.of(FrozenSettings.FROZEN_KEY, REPLICA.frozenJson())))
                .isFalse();
    }

    @Test
    void writesOlderDatabasesButNoNewerOnes() {
        var newest = ApdbVersions.of(versions("10.0.0", "1.3.0", "1.1.1"), true);
        assertThat(newest.hasDedup()).isTrue();
        assertThat(newest.hasUpdateRecords()).isTrue();
        var older = ApdbVersions.of(versions("10.0.7", "1.2.0", "1.1.0"), true);
        assertThat(older.hasDedup()).isFalse();
        assertThat(older.hasUpdateRecords()).isFalse();
        ApdbVersions.of(versions("10.0.0", "1.3.0", "of no interest"), false);
        for (Map<String, String> bad :
                List.of(
                        versions("11.0.0", "1.3.0", "1.1.1"),
                        versions("9.0.0", "1.3.0", "1.1.1"),
                        versions("10.1.0", "1.3.0", "1.1.1"),
                        versions("10.0", "1.3.0", "1.1.1"),
                        versions("99999999999.0.0", "1.3.0", "1.1.1"),
                        versions("10.0.0", "2.3.0", "1.1.1"),
                        versions("10.0.0", "1.4.0", "1.1.1"),
                        versions("10.0.0", "1.3.0", "1.2.0"),
                        versions("10.0.0", "1.3.0", "none"))) {
            assertThatThrownBy(() -> ApdbVersions.of(bad, true))
                    .as("%s", bad)
                    .hasMessageContaining("nightjar knows");
        }
        assertThatThrownBy(() -> ApdbVersions.of(versions("10.0.0", "1.3.0", "1.0.0"), true))
                .hasMessageContaining("migrate it to 1.1.0");
    }

    @Test
    void batchesAreAMegabyte() {
        Map<String, String> columns = new HashMap<>(Map.of("apdb_part", "bigint"));
        CatalogueTables.columns("DiaObject").forEach(c -> columns.put(c.name(), c.cqlType()));
        // The figure that dax_apdb arrives at.
        assertThat(new ApdbTable(columns, List.of("apdb_part")).batchRows()).isEqualTo(1421);
    }

    @Test
    void theStoreTimeIsKeptToTheMicrosecond() {
        // 2026-02-25T01:23:45.678 UTC
        assertThat(StoreTime.micros(61096.05859581019))
                .isBetween(1771982625677999L, 1771982625678001L);
        double later = 61096.05859581019 + 1e-3 / 86400;
        assertThat(StoreTime.micros(later) - StoreTime.micros(61096.05859581019))
                .isBetween(998L, 1002L);
    }

    @Test
    void visitDetectorsSpreadOverTheParts() {
        long[] hits = new long[64];
        for (int detector = 0; detector < 189; detector++) {
            for (long visit = 2026112000001L; visit < 2026112000021L; visit++) {
                hits[Spread.over(64, visit, detector, 0)]++;
            }
        }
        // 3780 over 64 parts: 59 on average, 8 of standard deviation.
        assertThat(Arrays.stream(hits).boxed().toList())
                .allSatisfy(n -> assertThat(n).isBetween(25L, 95L));
    }

    private static Map<String, String> versions(String schema, String code, String replica) {
        return Map.of(
                ApdbVersions.SCHEMA_KEY, schema,
                ApdbVersions.CODE_KEY, code,
                ApdbVersions.REPLICA_KEY, replica);
    }
}
