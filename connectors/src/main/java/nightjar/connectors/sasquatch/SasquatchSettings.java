// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sasquatch;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import nightjar.connectors.wire.Authorization;
import nightjar.connectors.wire.Trust;

/**
 * How metrics reach Sasquatch's REST proxy.
 *
 * @param url the proxy's address
 * @param namespace first part of the topics' names, for instance lsst.prompt.prod
 * @param authorization who we say we are
 * @param trust whose certificates are trusted
 * @param timeout for one call
 * @param waiting how many measurements may wait; further ones are dropped and counted
 */
public record SasquatchSettings(
        String url,
        String namespace,
        Authorization authorization,
        Trust trust,
        Duration timeout,
        int waiting)
        implements Serializable {

    public SasquatchSettings {
        requireNonNull(namespace, "namespace");
        requireNonNull(authorization, "authorization");
        requireNonNull(trust, "trust");
        requireNonNull(timeout, "timeout");
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    public static SasquatchSettings at(String url, String namespace) {
        return new SasquatchSettings(
                url, namespace, Authorization.NONE, Trust.OF_JAVA, Duration.ofSeconds(5), 10_000);
    }

    public SasquatchSettings within(Duration time, int mostWaiting) {
        return new SasquatchSettings(url, namespace, authorization, trust, time, mostWaiting);
    }

    public SasquatchSettings authorizedBy(Authorization other) {
        return new SasquatchSettings(url, namespace, other, trust, timeout, waiting);
    }

    public SasquatchSettings trusting(Trust other) {
        return new SasquatchSettings(url, namespace, authorization, other, timeout, waiting);
    }
}
