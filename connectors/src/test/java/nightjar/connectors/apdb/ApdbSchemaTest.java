// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApdbSchemaTest {

    private static final ApdbSettings REPLICA = ApdbSettings.standard(674, 676);

    private static final ApdbSettings SKIPPING =
            new ApdbSettings(true, true, 64, 11, true, 30, 64, 674, 676);

    private static final ApdbSettings NATIVE =
            new ApdbSettings(false, false, 64, 11, false, 30, 64, 0, 0);

    @Test
    void settingsSurviveTheMetadataTable() {
        for (ApdbSettings settings : List.of(REPLICA, SKIPPING, NATIVE)) {
            assertThat(ApdbSettings.parse(settings.frozenJson(), settings.rangeJson()))
                    .isEqualTo(settings);
        }
    }

    @Test
    void whatItDoesNotUnderstandItDoesNotTouch() {
        assertThatThrownBy(() -> ApdbSettings.parse("{\"part_pixelization\":\"htm\"}", "{}"))
                .hasMessageContaining("its pixels are htm");
        assertThatThrownBy(() -> ApdbSettings.parse("{\"colour\":\"red\"}", "{}"))
                .hasMessageContaining("colour");
        assertThatThrownBy(() -> ApdbSettings.parse("{", "{}")).hasMessageContaining("not JSON");
    }

    @Test
    void writesOlderDatabasesButNoNewerOnes() {
        ApdbVersions.check(versions("10.0.0", "1.3.0", "1.1.1"), true);
        ApdbVersions.check(versions("10.0.7", "1.2.0", "1.0.0"), true);
        for (Map<String, String> bad :
                List.of(
                        versions("11.0.0", "1.3.0", "1.1.1"),
                        versions("9.0.0", "1.3.0", "1.1.1"),
                        versions("10.1.0", "1.3.0", "1.1.1"),
                        versions("10.0.0", "1.4.0", "1.1.1"),
                        versions("10.0.0", "1.3.0", "none"))) {
            assertThatThrownBy(() -> ApdbVersions.check(bad, true))
                    .as("%s", bad)
                    .hasMessageContaining("nightjar knows");
        }
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
