// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sasquatch;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/**
 * How metrics reach Sasquatch's REST proxy.
 *
 * @param url the proxy's address
 * @param namespace first part of the topics' names, for instance lsst.prompt.prod
 * @param authorizationFile file with the value of the Authorization header; empty for none
 * @param timeout for one call
 * @param waiting how many measurements may wait; further ones are dropped and counted
 */
public record SasquatchSettings(
        String url, String namespace, String authorizationFile, Duration timeout, int waiting)
        implements Serializable {

    public SasquatchSettings {
        requireNonNull(namespace, "namespace");
        requireNonNull(authorizationFile, "authorizationFile");
        requireNonNull(timeout, "timeout");
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    public static SasquatchSettings at(String url, String namespace) {
        return new SasquatchSettings(url, namespace, "", Duration.ofSeconds(5), 10_000);
    }

    /** The same, with the Authorization header's value from a file; empty for none. */
    public SasquatchSettings authorizedBy(String file) {
        return new SasquatchSettings(url, namespace, file, timeout, waiting);
    }
}
