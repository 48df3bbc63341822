// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class AlertSchemaTest {

    @Test
    void readsAsASchemaOfItsOwn() {
        var schema = new Schema.Parser().parse(AlertSchema.canonical());
        assertThat(schema.getFullName()).isEqualTo("lsst.v11_0.alert");
        assertThat(schema.getFields()).hasSize(12);
        assertThat(schema.getField("diaSource").schema().getFields()).hasSize(98);
    }
}
