// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.yaml;

import java.io.Reader;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;

/** Loads YAML that is a tree: an alias to what it lies in makes a text without end of it. */
public final class YamlTree {

    private YamlTree() {}

    /**
     * What the text holds; the word "null" for nothing.
     *
     * @throws YAMLException when it is no YAML, or refers to itself
     */
    public static Object of(Yaml yaml, Reader text) {
        Object loaded = loaded(yaml, text);
        requireTree(loaded, identities(), identities());
        return loaded;
    }

    /** SnakeYAML has no answer of its own to a tag that does not fit its node. */
    private static Object loaded(Yaml yaml, Reader text) {
        try {
            Object loaded = yaml.load(text);
            return loaded == null ? "null" : loaded;
        } catch (ClassCastException | IllegalStateException | StackOverflowError e) {
            throw new YAMLException("a tag does not fit what it is given to, or it is too deep", e);
        }
    }

    private static Set<Object> identities() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** Each node is looked at once, however often it is referred to. */
    private static void requireTree(Object node, Set<Object> above, Set<Object> known) {
        Collection<?> children =
                node instanceof Map<?, ?> map
                        ? map.values()
                        : node instanceof Collection<?> list ? list : List.of();
        if (above.contains(node) && !children.isEmpty()) {
            throw new YAMLException("an alias refers to what it lies in");
        }
        if (children.isEmpty() || !known.add(node)) {
            return;
        }
        above.add(node);
        children.forEach(child -> requireTree(child, above, known));
        above.remove(node);
    }
}
