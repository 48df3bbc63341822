// SPDX-License-Identifier: Apache-2.0
package nightjar.job.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Refusals of a wrong configuration value: which key, what it holds, what to do. */
final class Check {

    private static final Pattern USER = Pattern.compile("//[^/?#]*@");

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
        var parsed = parsed(key, value);
        var scheme = parsed.getScheme();
        that(
                "s3".equals(scheme) || ("file".equals(scheme) && isLocal(parsed)),
                key,
                value,
                "use file:///folder or s3://bucket/prefix");
    }

    private static URI parsed(String key, String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new ConfigurationException(
                    key
                            + " is '"
                            + shown(value)
                            + "': it is no URI ("
                            + e.getReason()
                            + " at "
                            + e.getIndex()
                            + "): write %20 for a space and %25 for %",
                    e);
        }
    }

    private static boolean isLocal(URI file) {
        return file.getRawAuthority() == null && file.getPath() != null;
    }

    /**
     * The base of a neighbour's URLs, empty when there is none. Whoever reads a configuration, a
     * job's arguments or a log reads its addresses: they are no place for a password.
     *
     * @param login what to write instead of a user in the address
     */
    static void address(String key, String url, String login) {
        if (url.isEmpty()) {
            return;
        }
        that(
                url.matches("(?i)https?://[^/].*"),
                key,
                shown(url),
                "use http://host:port or https://host:port");
        that(
                !USER.matcher(url).find(),
                key,
                shown(url),
                "who we are does not belong in an address, which logs and web pages show: use "
                        + login);
        that(
                parsed(key, url).getHost() != null,
                key,
                url,
                "there is no host in it: use http://host:port or https://host:port");
    }

    private static String shown(String url) {
        return USER.matcher(url).replaceFirst("//***@");
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
