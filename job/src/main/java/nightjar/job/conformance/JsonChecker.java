// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JSON file of sections, each a list of cases or one case. Whatever section nobody knows is told
 * as a case that was skipped, so that a new one is not overlooked.
 */
final class JsonChecker implements Checker {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Where the cases come from, and what a reader should know of them. */
    private static final Set<String> REMARKS = Set.of("origin", "note", "why");

    /** Judges one entry of a section; the root holds what is common to all. */
    interface EntryCheck {
        Verdict judge(JsonNode root, JsonNode entry) throws Exception;
    }

    /** Makes the cases of a section. */
    interface Section {
        List<Case> cases(JsonNode root, JsonNode section);
    }

    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final Set<String> common;

    /**
     * @param common fields that are no cases but belong to all of them
     */
    JsonChecker(String... common) {
        this.common = Set.of(common);
    }

    /** A list, each entry a case with these fields. */
    JsonChecker list(String name, Fields fields, EntryCheck check) {
        return list(name, (root, entry) -> fields.judge(check, root, entry));
    }

    /** A list, each entry a case. */
    JsonChecker list(String name, EntryCheck check) {
        return section(name, (root, section) -> entries(name, root, section, check));
    }

    /** One case. */
    JsonChecker one(String name, EntryCheck check) {
        return section(
                name, (root, entry) -> List.of(new Case(name, () -> check.judge(root, entry))));
    }

    JsonChecker section(String name, Section section) {
        sections.put(name, section);
        return this;
    }

    private static List<Case> entries(
            String name, JsonNode root, JsonNode section, EntryCheck check) {
        if (!section.isArray()) {
            return List.of(Case.failed(name, name + " is no list"));
        }
        var cases = new ArrayList<Case>();
        for (var entry : section) {
            var at = name + "[" + cases.size() + "]";
            cases.add(new Case(at, () -> check.judge(root, entry)));
        }
        return cases.isEmpty() ? List.of(Case.skipped(name, "it is empty")) : cases;
    }

    @Override
    public List<Case> cases(Path file) throws IOException {
        var root = JSON.readTree(file.toFile());
        var cases = new ArrayList<Case>();
        for (var field : root.properties()) {
            var section = sections.get(field.getKey());
            if (section != null) {
                cases.addAll(section.cases(root, field.getValue()));
            } else if (!REMARKS.contains(field.getKey()) && !common.contains(field.getKey())) {
                cases.add(Case.skipped(field.getKey(), "nobody here knows what this is"));
            }
        }
        return cases;
    }
}
