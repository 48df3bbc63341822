// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

/**
 * Sasquatch's REST proxy.
 *
 * @param url its base; empty means there is none
 * @param namespace first part of the topics' names
 * @param authorization file with the Authorization header's value; empty for none
 * @param authorities PEM file of whom to trust
 */
public record SasquatchConfig(
        String url, String namespace, Secret authorization, String authorities) {
    public SasquatchConfig {
        Check.address("sasquatch.url", url, "sasquatch.authorization");
        Check.text("sasquatch.namespace", namespace);
    }
}
