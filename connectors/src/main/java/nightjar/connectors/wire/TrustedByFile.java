// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.wire;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the authorities of a PEM file as it is at each handshake; read again only when it has
 * changed. A file that cannot be read trusts nobody, and says so.
 */
final class TrustedByFile extends X509ExtendedTrustManager {

    private record Read(FileTime changed, X509ExtendedTrustManager manager) {}

    private final Path file;
    private volatile Read read;

    @SuppressWarnings("NullAway.Init") // nothing is read before it is needed
    TrustedByFile(Path file) {
        this.file = file;
    }

    private X509ExtendedTrustManager manager() throws CertificateException {
        try {
            var changed = Files.getLastModifiedTime(file);
            var last = read;
            if (last == null || !last.changed().equals(changed)) {
                last = new Read(changed, of(file));
                read = last;
            }
            return last.manager();
        } catch (IOException | GeneralSecurityException e) {
            throw new CertificateException(
                    "nobody is trusted: the authorities in "
                            + file
                            + " cannot be read; mount a PEM file of certificates there",
                    e);
        }
    }

    private static X509ExtendedTrustManager of(Path file)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var pem = Files.newInputStream(file)) {
            int number = 0;
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            if (number == 0) {
                throw new CertificateException("no certificate is in it");
            }
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        manager().checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        manager().checkServerTrusted(chain, authType, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        manager().checkServerTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        manager().checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        manager().checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        manager().checkClientTrusted(chain, authType, engine);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0]; // a hint to clients that show certificates; we have none
    }
}
