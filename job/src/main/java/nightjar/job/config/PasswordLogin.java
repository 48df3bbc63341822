// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

/**
 * A log-in with a user and a password.
 *
 * @param user empty when there is no log-in
 * @param passwordFile the file that holds the password; read at each connection
 */
public record PasswordLogin(String user, Secret passwordFile) {
    public PasswordLogin {
        Check.that(
                user.isEmpty() == passwordFile.file().isEmpty(),
                "*.user",
                user,
                "a log-in needs a user and a passwordFile, both or neither");
    }
}
