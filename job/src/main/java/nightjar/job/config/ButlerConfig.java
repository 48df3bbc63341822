// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import java.util.List;

/**
 * Export to the Butler.
 *
 * @param root URI of the datastore's root; empty exports nothing
 * @param deployment last part of the runs' names
 * @param types regular expressions: a dataset type that one of them matches whole is exported
 * @param observations whether records of exposures and visits are sent along
 * @param manifest URI of what the daily init job tells of the repository; empty when it tells
 *     nothing
 */
public record ButlerConfig(
        String root, String deployment, List<String> types, boolean observations, String manifest) {
    public ButlerConfig {
        if (!root.isEmpty()) {
            Check.uri("butler.root", root);
            Check.text("butler.deployment", deployment);
        }
        if (!manifest.isEmpty()) {
            Check.uri("butler.manifest", manifest);
        }
        types.forEach(type -> Check.pattern("butler.types", type));
        types = List.copyOf(types);
    }
}
