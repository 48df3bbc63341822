// SPDX-License-Identifier: Apache-2.0
package nightjar.job.fit;

import java.util.Optional;
import java.util.regex.Pattern;

/** A state that cannot be read as this version wants to, by the operator's id and its own name. */
final class MisfitState extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** An operator is identified as "Class_ID_(1/2)". */
    private static final Pattern ID = Pattern.compile("_([0-9a-f]{32})_");

    private static final Pattern WORDS = Pattern.compile("operator ([0-9a-f]+), state '([^']*)'");

    MisfitState(String operator, String state, Throwable cause) {
        super("operator %s, state '%s'".formatted(id(operator), state), cause);
    }

    private static String id(String operator) {
        var found = ID.matcher(operator);
        return found.find() ? found.group(1) : operator;
    }

    /** Such a misfit's words, where these are of one: Flink hands on an exception's words only. */
    static Optional<String> in(String words) {
        var found = WORDS.matcher(words);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
