// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.pipelines;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The fields of a YAML mapping; what nobody has taken is unknown. Anchors and merges are solved.
 */
final class Fields {

    private final Node place;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();

    private Fields(Node place) {
        this.place = place;
    }

    static Fields of(Node node, String what) throws Wrong {
        if (!(node instanceof MappingNode mapping)) {
            throw new Wrong(node, what + " must be a mapping of keys to values");
        }
        var fields = new Fields(node);
        fields.add(mapping, new HashSet<>());
        return fields;
    }

    /** Own keys win over merged ones, and twice the same is a mistake. */
    private void add(MappingNode mapping, Set<Node> within) throws Wrong {
        if (!within.add(mapping)) {
            throw new Wrong(mapping, "the mapping is merged into itself");
        }
        var own = new HashSet<String>();
        for (var tuple : mapping.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                continue;
            }
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new Wrong(tuple.getKeyNode(), "a key must be a word");
            }
            if (!own.add(key.getValue())) {
                throw new Wrong(key, key.getValue() + " is given twice");
            }
            values.putIfAbsent(key.getValue(), tuple.getValueNode());
            keys.putIfAbsent(key.getValue(), key);
        }
        for (var tuple : mapping.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                for (var merged : merged(tuple.getValueNode())) {
                    add(merged, within);
                }
            }
        }
        within.remove(mapping);
    }

    private static List<MappingNode> merged(Node node) throws Wrong {
        var nodes = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        for (var each : nodes) {
            if (!(each instanceof MappingNode)) {
                throw new Wrong(each, "<< can only merge mappings");
            }
        }
        return nodes.stream().map(MappingNode.class::cast).toList();
    }

    Node place() {
        return place;
    }

    /** The field's value; empty when it is not given. */
    Optional<Node> take(String key) {
        keys.remove(key);
        return Optional.ofNullable(values.remove(key));
    }

    Node need(String key, String why) throws Wrong {
        var value = take(key);
        if (value.isEmpty()) {
            throw new Wrong(place, key + " is missing: " + why);
        }
        return value.get();
    }

    void nothingElse(String known) throws Wrong {
        for (var key : keys.entrySet()) {
            throw new Wrong(key.getValue(), "unknown key " + key.getKey() + "; known are " + known);
        }
    }

    static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    static String text(Node node, String what) throws Wrong {
        if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.STR)) {
            return scalar.getValue();
        }
        throw new Wrong(
                node, what + " must be text; put it in quotes if it looks like anything else");
    }

    static double number(Node node, String what) throws Wrong {
        if (node instanceof ScalarNode scalar
                && (node.getTag().equals(Tag.FLOAT) || node.getTag().equals(Tag.INT))) {
            try {
                double number = Double.parseDouble(scalar.getValue().replace("_", ""));
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw new Wrong(node, what + " is no decimal number: " + scalar.getValue());
            }
        }
        throw new Wrong(node, what + " must be a number, in degrees");
    }
}
