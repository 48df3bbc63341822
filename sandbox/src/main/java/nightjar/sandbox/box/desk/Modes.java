// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.desk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nightjar.sandbox.box.web.Ask;
import nightjar.sandbox.box.web.Reply;

/** Whether the registry, or one of its subjects, takes schemas with ids of their own (IMPORT). */
final class Modes {

    /** Confluent's code for what the mode forbids. */
    static final int NOT_PERMITTED = 42205;

    private static final List<String> KNOWN = List.of("READWRITE", "READONLY", "IMPORT");
    private static final String ALL = "";

    private final Schemas schemas;
    private final Map<String, String> modes = new TreeMap<>(Map.of(ALL, "READWRITE"));

    Modes(Schemas schemas) {
        this.schemas = schemas;
    }

    String of(String subject) {
        return modes.getOrDefault(subject, modes.getOrDefault(ALL, "READWRITE"));
    }

    /** GET, PUT and DELETE of {@code /mode} and {@code /mode/<subject>}. */
    Reply answer(Ask ask) {
        String subject = ask.path().size() > 1 ? ask.at(1) : ALL;
        return switch (ask.method()) {
            case "GET" -> get(subject, ask.query().getOrDefault("defaultToGlobal", "false"));
            case "DELETE" -> Reply.ok(Map.of("mode", String.valueOf(modes.remove(subject))));
            default -> put(subject, ask);
        };
    }

    private Reply get(String subject, String defaultToGlobal) {
        if (!modes.containsKey(subject) && !Boolean.parseBoolean(defaultToGlobal)) {
            return Reply.error(
                    404,
                    40409,
                    "Subject '" + subject + "' does not have subject-level mode configured");
        }
        return Reply.ok(Map.of("mode", of(subject)));
    }

    private Reply put(String subject, Ask ask) {
        String wanted = ask.json().path("mode").asText();
        if (!KNOWN.contains(wanted)) {
            return Reply.error(422, 42204, "Invalid mode. Valid values are " + KNOWN);
        }
        boolean force = Boolean.parseBoolean(ask.query().getOrDefault("force", "false"));
        boolean empty =
                subject.equals(ALL)
                        ? schemas.live().findAny().isEmpty()
                        : schemas.liveOf(subject).isEmpty();
        if (wanted.equals("IMPORT") && !empty && !force) {
            return Reply.error(422, NOT_PERMITTED, "Cannot import since found existing subjects");
        }
        modes.put(subject, wanted);
        return Reply.ok(Map.of("mode", wanted));
    }
}
