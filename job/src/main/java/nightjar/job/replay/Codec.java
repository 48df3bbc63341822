// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.TreeMap;
import nightjar.model.catalog.Columns;
import org.apache.avro.Schema;

/** The model's values as JSON and back, to the last bit of a number. */
final class Codec {

    private static final ObjectMapper JSON = mapper();

    private Codec() {}

    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON can say a " + value.getClass(), e);
        }
    }

    static <T> T value(String text, Class<T> type) throws IOException {
        return JSON.readValue(text, type);
    }

    /**
     * @param outcome the type of a port's answer, an {@code Outcome} of something
     */
    static Object valueOfOutcome(String text, Type outcome) {
        var inner = ((ParameterizedType) outcome).getActualTypeArguments()[0];
        try {
            return JSON.readValue(text, JSON.constructType(inner));
        } catch (IOException e) {
            throw new UncheckedIOException("an answer that is no " + inner.getTypeName(), e);
        }
    }

    private static ObjectMapper mapper() {
        var own = new SimpleModule();
        own.addSerializer(Columns.class, new FromColumns());
        own.addDeserializer(Columns.class, new ToColumns());
        own.addSerializer(Schema.class, new FromSchema());
        own.addDeserializer(Schema.class, new ToSchema());
        return new ObjectMapper()
                .registerModule(own)
                .registerModule(new Jdk8Module())
                .setVisibility(PropertyAccessor.ALL, Visibility.NONE)
                .setVisibility(PropertyAccessor.FIELD, Visibility.ANY)
                .setVisibility(PropertyAccessor.CREATOR, Visibility.ANY)
                // A recording of a later version may say more.
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** Each name with its value's type before it, so that a Float comes back as a Float. */
    private static final class FromColumns extends JsonSerializer<Columns> {
        @Override
        public void serialize(Columns row, JsonGenerator to, SerializerProvider all)
                throws IOException {
            to.writeStartObject();
            for (var column : row.values().entrySet()) {
                var value = column.getValue();
                to.writeFieldName(value.getClass().getSimpleName().charAt(0) + column.getKey());
                to.writeObject(value);
            }
            to.writeEndObject();
        }
    }

    private static final class ToColumns extends JsonDeserializer<Columns> {
        @Override
        public Columns deserialize(JsonParser from, DeserializationContext context)
                throws IOException {
            JsonNode row = from.readValueAsTree();
            var values = new TreeMap<String, Object>();
            for (var column : row.properties()) {
                values.put(column.getKey().substring(1), value(column.getKey(), column.getValue()));
            }
            return new Columns(values);
        }

        private static Object value(String typed, JsonNode node) throws IOException {
            return switch (typed.charAt(0)) {
                case 'D' -> Double.valueOf(node.asText());
                case 'F' -> Float.valueOf(node.asText());
                case 'L' -> node.asLong();
                case 'I' -> node.asInt();
                case 'B' -> node.asBoolean();
                case 'S' -> node.asText();
                default -> throw new IOException("a column of no known type: " + typed);
            };
        }
    }

    private static final class FromSchema extends JsonSerializer<Schema> {
        @Override
        public void serialize(Schema schema, JsonGenerator to, SerializerProvider all)
                throws IOException {
            to.writeString(schema.toString());
        }
    }

    private static final class ToSchema extends JsonDeserializer<Schema> {
        @Override
        public Schema deserialize(JsonParser from, DeserializationContext context)
                throws IOException {
            return new Schema.Parser().parse(from.getText());
        }
    }
}
