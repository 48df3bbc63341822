// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads and writes the one configuration file. */
public final class Configurations {

    private static final ObjectMapper YAML = mapper();

    private Configurations() {}

    /**
     * Reads the file, with {@code overrides} (dotted key → YAML value) laid over it.
     *
     * @throws ConfigurationException naming the key that is unknown, missing or wrong
     */
    public static NightjarConfig load(Path file, Map<String, String> overrides) {
        try {
            var tree = YAML.readTree(Files.readString(file));
            if (!(tree instanceof ObjectNode root)) {
                throw new ConfigurationException(file + " holds no YAML mapping");
            }
            LeftOut.fill(root); // so that --set finds its place
            for (var override : overrides.entrySet()) {
                lay(root, override.getKey(), override.getValue());
            }
            LeftOut.fill(root);
            var config = YAML.treeToValue(root, NightjarConfig.class);
            Encryption.check(config);
            var folder = file.toAbsolutePath().resolveSibling("");
            return config.with(DetectorLists.read(config.instrument(), folder));
        } catch (JsonMappingException e) {
            throw new ConfigurationException(file + ": " + explain(e), e);
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(file + " is no YAML: " + reason(e), e);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(
                    "there is no file " + file + ": name the configuration with --config", e);
        } catch (IOException e) {
            throw new ConfigurationException(
                    file + " cannot be read (" + e.getMessage() + "): make it a readable file", e);
        }
    }

    /**
     * A duration as it is written in a configuration.
     *
     * @param name how the option is called
     */
    public static Duration duration(String name, String text) {
        try {
            return YAML.convertValue(text, Duration.class);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    name + " '" + text + "' is no duration: write 200 ms, 30 s, 15 min or 12 h", e);
        }
    }

    /** A configuration as {@link #toYaml} writes it. */
    public static NightjarConfig parse(String yaml) {
        try {
            return YAML.readValue(yaml, NightjarConfig.class);
        } catch (JsonMappingException e) {
            throw new ConfigurationException(explain(e), e);
        } catch (JsonProcessingException e) {
            throw new ConfigurationException("no YAML: " + reason(e), e);
        }
    }

    /**
     * The same, as another version wrote it: keys that may be left out are, and what is no key is
     * ignored.
     *
     * @param unknown hears of each key that was ignored
     */
    public static NightjarConfig parse(String yaml, Consumer<String> unknown) {
        try {
            var tree = YAML.readTree(yaml);
            if (tree instanceof ObjectNode root) {
                LeftOut.fill(root);
            }
            return YAML.copy()
                    .addHandler(new Ignoring(unknown))
                    .treeToValue(tree, NightjarConfig.class);
        } catch (JsonMappingException e) {
            throw new ConfigurationException(explain(e), e);
        } catch (JsonProcessingException e) {
            throw new ConfigurationException("no YAML: " + reason(e), e);
        }
    }

    private static final class Ignoring extends DeserializationProblemHandler {
        private final Consumer<String> unknown;

        Ignoring(Consumer<String> unknown) {
            this.unknown = unknown;
        }

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object owner,
                String key)
                throws IOException {
            unknown.accept(key);
            parser.skipChildren();
            return true;
        }
    }

    public static String toYaml(NightjarConfig config) {
        try {
            return YAML.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void lay(ObjectNode root, String key, String value)
            throws JsonProcessingException {
        var parts = key.split("\\.", -1);
        var at = root;
        for (int i = 0; i < parts.length - 1; i++) {
            if (!(at.get(parts[i]) instanceof ObjectNode next)) {
                throw new ConfigurationException("--set " + key + ": there is no " + parts[i]);
            }
            at = next;
        }
        at.set(parts[parts.length - 1], YAML.readTree(value));
    }

    private static String explain(JsonMappingException e) {
        var key =
                e.getPath().stream()
                        .map(
                                part ->
                                        part.getFieldName() == null
                                                ? "[" + part.getIndex() + "]"
                                                : part.getFieldName())
                        .collect(Collectors.joining("."));
        if (e instanceof UnrecognizedPropertyException unknown) {
            return key + " is no key of nightjar's; known here: " + unknown.getKnownPropertyIds();
        }
        if (e.getCause() instanceof ConfigurationException refused) {
            var why = String.valueOf(refused.getMessage());
            return why.startsWith("*.") ? key + why.substring(1) : why;
        }
        return key + ": " + e.getOriginalMessage();
    }

    /** One line; the parser's own message draws the place over several. */
    private static String reason(JsonProcessingException e) {
        var said = e.getOriginalMessage().lines().findFirst().orElse("").strip();
        return e.getLocation() == null
                ? said
                : said + " (line " + e.getLocation().getLineNr() + ")";
    }

    private static ObjectMapper mapper() {
        var plain = new SimpleModule();
        plain.addDeserializer(Duration.class, new Durations());
        plain.addSerializer(Duration.class, ToStringSerializer.instance);
        return new ObjectMapper(new YAMLFactory())
                .registerModule(plain)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    }

    /** Durations as people write them: 200 ms, 30 s, 15min, 12 h; or ISO 8601 (PT30S). */
    private static final class Durations extends JsonDeserializer<Duration> {

        private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9}) *(ms|s|min|h)");

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            var text = parser.getText().strip();
            var parts = WRITTEN.matcher(text);
            if (!parts.matches()) {
                return iso(parser, text);
            }
            long amount = Long.parseLong(parts.group(1));
            return switch (parts.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "min" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        }

        private static Duration iso(JsonParser parser, String text) throws JsonMappingException {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                throw wrong(parser, text);
            }
        }

        private static JsonMappingException wrong(JsonParser parser, String text) {
            return JsonMappingException.from(
                    parser, "'" + text + "' is no duration: write 200 ms, 30 s, 15 min or 12 h");
        }
    }
}
