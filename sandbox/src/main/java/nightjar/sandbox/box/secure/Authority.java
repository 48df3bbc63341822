// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.secure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import nightjar.sandbox.box.process.Jdks;

/**
 * A certificate for loopback, which is its own authority; made by the JDK's keytool, good for some
 * days.
 *
 * @param keyStore PKCS12, for servers
 * @param certificate PEM, for who is to trust them
 */
public record Authority(Path keyStore, Path certificate) {

    /** The key store's; no secret, since it is throw-away and on loopback. */
    public static final String PASSWORD = "hawk-moth-by-lamplight-23";

    /** Of a box's folder, where it lies. */
    public static final String FOLDER = "authority";

    private static final String ALIAS = "sandbox";
    private static final int PATIENCE_S = 60;

    /** Makes it in the folder, unless it is there already. */
    public static synchronized Authority in(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var made = new Authority(folder.resolve("server.p12"), folder.resolve("authority.pem"));
        if (Files.notExists(made.certificate())) {
            made.make();
        }
        return made;
    }

    private void make() throws IOException, InterruptedException {
        var store =
                List.of("-keystore", keyStore.toString(), "-storepass", PASSWORD, "-alias", ALIAS);
        keytool(
                "-genkeypair",
                store,
                List.of(
                        "-storetype", "PKCS12",
                        "-keyalg", "EC",
                        "-groupname", "secp256r1",
                        "-validity", "30",
                        "-dname", "CN=nightjar sandbox",
                        "-ext", "bc=ca:true",
                        "-ext", "san=ip:127.0.0.1,dns:localhost"));
        keytool("-exportcert", store, List.of("-rfc", "-file", certificate.toString()));
    }

    private void keytool(String verb, List<String> store, List<String> more)
            throws IOException, InterruptedException {
        var command = new java.util.ArrayList<String>();
        command.add(Jdks.current().resolveSibling("keytool").toString());
        command.add(verb);
        command.addAll(store);
        command.addAll(more);
        var log = keyStore.resolveSibling("keytool.log").toFile();
        var tool = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        var process = tool.start();
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException(
                    "the JDK's keytool made no certificate: " + Files.readString(log.toPath()));
        }
    }

    /** For a server that shows this certificate. */
    SSLContext server() {
        try (var file = Files.newInputStream(keyStore)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD.toCharArray());
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the sandbox's certificate is of no use", e);
        }
    }
}
