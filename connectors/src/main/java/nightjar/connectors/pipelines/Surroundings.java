// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.pipelines;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What paths in the configuration refer to.
 *
 * @param variables of the environment; $NAME and ${NAME} stand for them, and stay where one is
 *     unknown
 * @param folder to which relative paths are relative
 */
public record Surroundings(Map<String, String> variables, Path folder) {

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]*)})");

    public Surroundings {
        variables = Map.copyOf(variables);
        requireNonNull(folder, "folder");
    }

    /** This process's own. */
    public static Surroundings ofProcess() {
        return new Surroundings(System.getenv(), Path.of("").toAbsolutePath());
    }

    /** The path with its variables replaced, absolute, without . and .. */
    public String absolute(String path) {
        var expanded =
                VARIABLE.matcher(path).replaceAll(match -> Matcher.quoteReplacement(value(match)));
        return folder.resolve(expanded).toAbsolutePath().normalize().toString();
    }

    private String value(java.util.regex.MatchResult match) {
        var name = match.group(1) == null ? match.group(2) : match.group(1);
        return variables.getOrDefault(name, match.group());
    }
}
