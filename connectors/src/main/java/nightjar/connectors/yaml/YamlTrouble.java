// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.yaml;

import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** What is wrong with a file that is no YAML. */
public final class YamlTrouble {

    private YamlTrouble() {}

    /** One line, with the place; the parser's own message draws the place over several. */
    public static String in(YAMLException thrown) {
        if (thrown instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            var mark = marked.getProblemMark();
            return "line %d, column %d: %s"
                    .formatted(mark.getLine() + 1, mark.getColumn() + 1, marked.getProblem());
        }
        return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    }
}
