// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nightjar.job.config.NightjarConfig;
import nightjar.model.Ended;
import nightjar.model.Received;

/**
 * What is processed again, by its announcements.
 *
 * @param choice those wanted have their announcement
 * @param announcements group → its announcement as it is on the topic
 */
record Groups(Choice choice, Map<String, Received> announcements) {

    Groups {
        announcements = Map.copyOf(announcements);
    }

    /** Looks for the announcements; what has none any more is left. */
    static Groups of(NightjarConfig config, Choice choice, long fromMillis) {
        var named =
                choice.wanted().stream().map(it -> it.key().group()).collect(Collectors.toSet());
        if (named.isEmpty()) {
            return new Groups(choice, Map.of());
        }
        var found = Announcements.of(config, named, fromMillis);
        var topic = config.topics().nextVisit();
        return new Groups(
                choice.without(it -> Announcements.missing(found, it.key().group(), topic)), found);
    }

    boolean isEmpty() {
        return choice.wanted().isEmpty();
    }

    /** Whole groups together, no more than {@code most} visit-detectors unless one group has. */
    List<Part> parts(int most) {
        var byGroup = new TreeMap<String, List<Ended>>();
        for (var it : choice.wanted()) {
            byGroup.computeIfAbsent(it.key().group(), group -> new ArrayList<>()).add(it);
        }
        var parts = new ArrayList<Part>();
        var filling = new LinkedHashMap<String, List<Ended>>();
        int filled = 0;
        for (var group : byGroup.entrySet()) {
            if (filled > 0 && filled + group.getValue().size() > most) {
                parts.add(part(filling));
                filling.clear();
                filled = 0;
            }
            filling.put(group.getKey(), group.getValue());
            filled += group.getValue().size();
        }
        parts.add(part(filling));
        return parts;
    }

    /** Of a part what is still wanted, as its entries are now. */
    Part only(List<Ended> entries) {
        var still = new TreeMap<String, List<Ended>>();
        for (var it : entries) {
            still.computeIfAbsent(it.key().group(), group -> new ArrayList<>()).add(it);
        }
        return part(still);
    }

    private Part part(Map<String, List<Ended>> groups) {
        var received = new TreeMap<String, Received>();
        var detectors = new TreeMap<String, List<Integer>>();
        var entries = new ArrayList<Ended>();
        groups.forEach(
                (group, wanted) -> {
                    received.put(group, announcements.get(group));
                    detectors.put(group, wanted.stream().map(it -> it.key().detector()).toList());
                    entries.addAll(wanted);
                });
        return new Part(received, detectors, entries);
    }

    /**
     * What one job processes.
     *
     * @param announcements of each group
     * @param detectors of each group
     * @param entries how they ended in the night
     */
    record Part(
            Map<String, Received> announcements,
            Map<String, List<Integer>> detectors,
            List<Ended> entries) {
        Part {
            announcements = Map.copyOf(announcements);
            detectors = Map.copyOf(detectors);
            entries = List.copyOf(entries);
        }

        /** The group of an announcement, if it is one of these. */
        Optional<String> group(String topic, int partition, long offset) {
            return announcements.entrySet().stream()
                    .filter(it -> it.getValue().topic().equals(topic))
                    .filter(it -> it.getValue().partition() == partition)
                    .filter(it -> it.getValue().offset() == offset)
                    .map(Map.Entry::getKey)
                    .findFirst();
        }
    }
}
