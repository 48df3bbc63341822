// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

/** The configuration cannot be used; the message says which key, and what to change. */
public final class ConfigurationException extends RuntimeException {

    public ConfigurationException(String message) {
        super(message);
    }

    public ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }
}
