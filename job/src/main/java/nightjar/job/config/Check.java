// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Refusals of a wrong configuration value: which key, what it holds, what to do. */
final class Check {

    private Check() {}

    static void that(boolean holds, String key, Object value, String advice) {
        if (!holds) {
            throw new ConfigurationException(key + " is '" + value + "': " + advice);
        }
    }

    static void text(String key, String value) {
        that(!value.isBlank(), key, value, "it must not be empty");
    }

    static void filled(String key, Collection<?> value) {
        that(!value.isEmpty(), key, value, "it needs at least one entry");
    }

    static void positive(String key, Duration value) {
        that(value.toMillis() > 0, key, value, "it must be longer than nothing");
    }

    static void uri(String key, String value) {
        text(key, value);
        var scheme = URI.create(value).getScheme();
        that(
                "file".equals(scheme) || "s3".equals(scheme),
                key,
                value,
                "use file:///folder or s3://bucket/prefix");
    }

    static void pattern(String key, String value) {
        text(key, value);
        try {
            Pattern.compile(value);
        } catch (PatternSyntaxException e) {
            that(false, key, value, "it is no regular expression: " + e.getDescription());
        }
    }
}
