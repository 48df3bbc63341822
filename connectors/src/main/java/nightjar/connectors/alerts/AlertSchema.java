// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * The alert schema, version 11.0, written out by nightjar; a test holds its canonical form against
 * upstream's (lsst/alert_packet 0e68e3e).
 */
public final class AlertSchema {

    /** Its id on the wire and in the registry: major * 100 + minor. */
    public static final int ID = 1100;

    public static final String NAMESPACE = "lsst.v11_0";

    private static final Schema AVRO = new Assembly().record("alert");

    private AlertSchema() {}

    /** Record {@code lsst.v11_0.alert} with all that it refers to. */
    public static Schema avro() {
        return AVRO;
    }

    /** Avro's parsing canonical form, as the registry holds it. */
    public static String canonical() {
        return SchemaNormalization.toParsingForm(AVRO);
    }

    private static final class Assembly {
        private final Map<String, Schema> records = new HashMap<>();

        Schema record(String name) {
            var made = records.get(name);
            return made == null ? make(name) : made;
        }

        private Schema make(String name) {
            List<Schema.Field> fields = new ArrayList<>();
            for (var field : AlertField.of(name)) {
                fields.add(field(field));
            }
            var record = Schema.createRecord(name, null, NAMESPACE, false, fields);
            records.put(name, record);
            return record;
        }

        private Schema.Field field(AlertField field) {
            var type = field.array() ? Schema.createArray(type(field)) : type(field);
            return field.nullable()
                    ? new Schema.Field(
                            field.name(),
                            Schema.createUnion(Schema.create(Schema.Type.NULL), type),
                            null,
                            JsonProperties.NULL_VALUE)
                    : new Schema.Field(field.name(), type, null);
        }

        private Schema type(AlertField field) {
            return switch (field.type()) {
                case "long" -> Schema.create(Schema.Type.LONG);
                case "int" -> Schema.create(Schema.Type.INT);
                case "double" -> Schema.create(Schema.Type.DOUBLE);
                case "float" -> Schema.create(Schema.Type.FLOAT);
                case "boolean" -> Schema.create(Schema.Type.BOOLEAN);
                case "string" -> Schema.create(Schema.Type.STRING);
                case "bytes" -> Schema.create(Schema.Type.BYTES);
                default -> record(field.type());
            };
        }
    }
}
