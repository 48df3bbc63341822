// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.internal.core.metadata.DefaultEndPoint;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordFromFileTest {

    private static final String SERVER = "org.apache.cassandra.auth.PasswordAuthenticator";
    private static final DefaultEndPoint NODE =
            new DefaultEndPoint(InetSocketAddress.createUnresolved("cassandra", 9042));

    @Test
    void eachConnectionUsesWhatTheFileHoldsThen(@TempDir Path secrets) throws Exception {
        var file = Files.writeString(secrets.resolve("password"), "first\n");
        var provider = new PasswordFromFile(CassandraLogin.as("nightjar", file.toString()));
        assertThat(token(provider)).isEqualTo("\0nightjar\0first");
        Files.writeString(file, "rotated\n");
        assertThat(token(provider)).isEqualTo("\0nightjar\0rotated");
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path secrets) {
        var file = secrets.resolve("nowhere").toString();
        var provider = new PasswordFromFile(CassandraLogin.as("nightjar", file));
        assertThatThrownBy(() -> provider.newAuthenticator(NODE, SERVER))
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining(file)
                .hasMessageContaining("mount the secret");
    }

    @Test
    void halfALoginIsRefused() {
        assertThatThrownBy(() -> CassandraLogin.as("nightjar", ""))
                .hasMessageContaining("a user and a file");
        assertThat(CassandraLogin.NONE.isNone()).isTrue();
    }

    /** What is sent to a node that asks for a password. */
    private static String token(PasswordFromFile provider) throws Exception {
        var answer = provider.newAuthenticator(NODE, SERVER).initialResponse();
        var bytes = answer.toCompletableFuture().get(10, TimeUnit.SECONDS);
        return UTF_8.decode(bytes).toString();
    }
}
