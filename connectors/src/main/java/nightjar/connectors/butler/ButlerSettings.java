// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What of a visit-detector the Butler gets to know.
 *
 * @param root URI of the datastore's root; file paths in the messages are relative to it
 * @param deployment for instance pipelines-682fa38-config-8f017ea, for the run's name
 * @param instruments the cameras; visits of others are not exported
 * @param observations whether records of exposures and visits are sent. The raws' own ingest makes
 *     the same exposures, with more in them: whoever comes second is compared or skipped. Without
 *     them a dataset waits for somebody else to define its visit.
 * @param regions where the whole camera looks
 */
public record ButlerSettings(
        String root,
        String deployment,
        List<ButlerInstrument> instruments,
        boolean observations,
        VisitRegions regions) {

    public ButlerSettings {
        requireNonNull(regions, "regions");
        instruments = List.copyOf(instruments);
        if (!root.contains("://")) {
            throw new IllegalArgumentException(
                    "the datastore's root is a URI such as s3://bucket/folder, not '" + root + "'");
        }
        if (deployment.isBlank()) {
            throw new IllegalArgumentException("the Butler's runs need a deployment's name");
        }
    }
}
