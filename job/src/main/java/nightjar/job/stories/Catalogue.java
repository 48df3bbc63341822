// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import nightjar.job.config.ConfigurationException;

/** All stories, by name. */
final class Catalogue {

    private Catalogue() {}

    static List<Story> all() {
        var all = new ArrayList<Story>();
        all.addAll(Kills.all());
        all.addAll(Outages.all());
        all.addAll(Disorder.all());
        all.addAll(AmbiguousWrites.all());
        all.addAll(SattleFaults.all());
        all.addAll(RegistryFaults.all());
        all.addAll(StoreFaults.all());
        all.addAll(WorkerFaults.all());
        all.addAll(Restarts.all());
        all.addAll(Takeovers.all());
        all.addAll(Upgrades.all());
        all.add(Brokerage.story());
        all.addAll(Colours.all());
        all.add(WrongPassword.story());
        all.addAll(WrongSecrets.all());
        return List.copyOf(all);
    }

    /** Those named, in the catalogue's order; all when none is. */
    static List<Story> named(List<String> names) {
        var known = all().stream().map(Story::name).collect(Collectors.toSet());
        for (var name : names) {
            if (!known.contains(name)) {
                throw new ConfigurationException(
                        "there is no story '" + name + "'; --list names them");
            }
        }
        return all().stream()
                .filter(story -> names.isEmpty() || names.contains(story.name()))
                .toList();
    }
}
