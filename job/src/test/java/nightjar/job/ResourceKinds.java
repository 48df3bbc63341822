// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightjar.job.Manifests.Manifest;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * What each kind may hold: the operator's by its custom resource definitions, the others by the
 * fields in {@code kubernetes-fields.yaml}.
 */
final class ResourceKinds {

    static final Path DEFINITIONS =
            Path.of(System.getProperty("nightjar.data", "../shared/data"), "flink-operator");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String META =
            """
            type: object
            required: [name]
            properties:
              name: {type: string}
              namespace: {type: string}
              labels: {type: object, additionalProperties: {type: string}}
              annotations: {type: object, additionalProperties: {type: string}}
            """;

    private final Map<String, JsonNode> schemas = new HashMap<>();

    private ResourceKinds() {}

    static ResourceKinds read() throws IOException {
        var kinds = new ResourceKinds();
        for (var file :
                List.of(
                        "flinkdeployments.yml",
                        "flinkbluegreendeployments.yml",
                        "flinksessionjobs.yml",
                        "flinkstatesnapshots.yml")) {
            var spec = yaml(Files.readString(DEFINITIONS.resolve(file))).path("spec");
            kinds.schemas.put(
                    spec.path("names").path("kind").asText(),
                    spec.path("versions").path(0).path("schema").path("openAPIV3Schema"));
        }
        var pod =
                kinds.schema("FlinkDeployment")
                        .at("/properties/spec/properties/podTemplate/properties/spec");
        try (var in = ResourceKinds.class.getResourceAsStream("kubernetes-fields.yaml")) {
            var plain = yaml(new String(in.readAllBytes(), UTF_8));
            plain.properties().stream()
                    .filter(kind -> Character.isUpperCase(kind.getKey().charAt(0)))
                    .forEach(kind -> kinds.schemas.put(kind.getKey(), kind.getValue()));
        }
        var template =
                (ObjectNode)
                        kinds.schema("CronJob")
                                .at(
                                        "/properties/spec/properties/jobTemplate/properties/spec"
                                                + "/properties/template/properties");
        template.set("spec", pod);
        return kinds;
    }

    /** What is wrong with it, by the field; none when all is well. */
    List<String> complaints(Manifest manifest) {
        var schema = schemas.get(manifest.kind());
        if (schema == null) {
            return List.of("kind " + manifest.kind() + " is not known");
        }
        var complaints = new ArrayList<String>();
        var rest = ((ObjectNode) manifest.body()).deepCopy();
        if (!rest.path("apiVersion").isTextual()) {
            complaints.add("apiVersion is missing");
        }
        complaints.addAll(SchemaCheck.complaints("metadata", rest.path("metadata"), yaml(META)));
        rest.remove(List.of("apiVersion", "kind", "metadata"));
        SchemaCheck.complaints("", rest, schema).stream()
                .map(it -> it.startsWith(".") ? it.substring(1) : it)
                .forEach(complaints::add);
        return List.copyOf(complaints);
    }

    private JsonNode schema(String kind) {
        return requireNonNull(schemas.get(kind), kind);
    }

    private static JsonNode yaml(String text) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(1000);
        return JSON.valueToTree(new Yaml(options).load(text));
    }
}
