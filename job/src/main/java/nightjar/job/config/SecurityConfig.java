// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import java.util.List;

/**
 * What holds for every neighbour's wire.
 *
 * @param authorities PEM file of the certificates that are trusted, where a neighbour names none of
 *     its own; empty for Java's
 * @param plaintext who may be spoken to without encryption
 */
public record SecurityConfig(String authorities, List<String> plaintext) {
    public SecurityConfig {
        plaintext = List.copyOf(plaintext);
    }
}
