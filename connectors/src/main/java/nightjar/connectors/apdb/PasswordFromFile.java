// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.auth.PlainTextAuthProviderBase;
import com.datastax.oss.driver.api.core.metadata.EndPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Plain-text authentication with the password that its file holds at that moment. */
final class PasswordFromFile extends PlainTextAuthProviderBase {

    private final CassandraLogin login;

    PasswordFromFile(CassandraLogin login) {
        super("nightjar");
        this.login = login;
    }

    @Override
    protected Credentials getCredentials(EndPoint endPoint, String serverAuthenticator) {
        try {
            var password = Files.readString(Path.of(login.passwordFile())).strip();
            return new Credentials(login.user().toCharArray(), password.toCharArray());
        } catch (IOException e) {
            throw new AuthenticationException(
                    endPoint,
                    "cannot read the password of "
                            + login.user()
                            + " from "
                            + login.passwordFile()
                            + ": mount the secret there or name another file",
                    e);
        }
    }
}
