// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What of a visit-detector the Butler gets to know.
 *
 * @param root URI of the datastore's root; file paths in the messages are relative to it
 * @param pipeline name of the pipeline's file, for the run's name
 * @param deployment for instance pipelines-682fa38-config-8f017ea, for the run's name
 * @param instruments the cameras; visits of others are not exported
 * @param files what is exported of each product; empty exports nothing
 * @param observations whether records of exposures and visits are sent. The raws' own ingest makes
 *     the same exposures, with more in them: whoever comes second is compared or skipped. Leave it
 *     off where that ingest comes later and compares.
 */
public record ButlerSettings(
        String root,
        String pipeline,
        String deployment,
        List<ButlerInstrument> instruments,
        List<ButlerFile> files,
        boolean observations) {

    public ButlerSettings {
        requireNonNull(pipeline, "pipeline");
        instruments = List.copyOf(instruments);
        files = List.copyOf(files);
        if (!root.contains("://")) {
            throw new IllegalArgumentException(
                    "the datastore's root is a URI such as s3://bucket/folder, not '" + root + "'");
        }
        if (deployment.isBlank()) {
            throw new IllegalArgumentException("the Butler's runs need a deployment's name");
        }
    }
}
