// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.wire;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/**
 * Whose certificates are trusted: those of a file's authorities, or of Java's own.
 *
 * @param authorities path of a PEM file of certificates; looked at again at each handshake, so that
 *     it may rotate; empty for those that Java comes with
 */
public record Trust(String authorities) implements Serializable {

    public static final Trust OF_JAVA = new Trust("");

    public Trust {
        requireNonNull(authorities, "authorities");
    }

    /** For clients that take a context; names are checked by them. */
    public SSLContext context() {
        try {
            if (authorities.isEmpty()) {
                return SSLContext.getDefault();
            }
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** For clients that take trust managers; empty for Java's own. */
    public TrustManager[] managers() {
        return authorities.isEmpty()
                ? new TrustManager[0]
                : new TrustManager[] {new TrustedByFile(Path.of(authorities))};
    }
}
