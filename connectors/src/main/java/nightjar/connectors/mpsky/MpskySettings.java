// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.mpsky;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;

/**
 * Where MPSky is.
 *
 * @param url what is asked, as upstream's MP_SKY_URL: http://host:3666/ephemerides/
 * @param timeout for one question, which alerts wait for
 */
public record MpskySettings(URI url, Duration timeout) implements Serializable {

    /**
     * It takes a tenth of a second when it is well (mjuric/mpsky, rubin/usdf-mpsky-performance).
     */
    private static final Duration USUAL = Duration.ofSeconds(3);

    public MpskySettings {
        requireNonNull(url, "url");
        requireNonNull(timeout, "timeout");
    }

    public static MpskySettings at(String url) {
        return new MpskySettings(URI.create(url), USUAL);
    }

    public MpskySettings within(Duration other) {
        return new MpskySettings(url, other);
    }
}
