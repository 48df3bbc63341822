// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;

/** Every option that Flink's own jars declare, by its key. */
final class FlinkOptions {

    private static final Pattern DECLARING =
            Pattern.compile(
                    "org/apache/flink/[\\w/]*(Options|Option|Config|Configuration)\\.class");

    /** A reporter's own words come after its name, which is anybody's choice. */
    private static final Pattern REPORTER =
            Pattern.compile("metrics\\.reporter\\.\\w+\\.(factory\\.class|port)");

    /** Handed on to the S3 plugin as they are (Flink's documentation, filesystems/s3). */
    private static final Set<String> OF_S3 = Set.of("s3.endpoint", "s3.path.style.access");

    /**
     * The operator's own, whose jar is not to be had: apache/flink-kubernetes-operator,
     * docs/layouts/shortcodes/generated/dynamic_section.html, and the blue-green ones of
     * docs/content/docs/concepts/bluegreen-controller-flow.md.
     */
    private static final Set<String> OF_OPERATOR =
            Set.of(
                    "kubernetes.operator.job.upgrade.inplace-scaling.enabled",
                    "kubernetes.operator.job.upgrade.last-state-fallback.enabled",
                    "kubernetes.operator.savepoint.trigger.grace-period",
                    "kubernetes.operator.savepoint.history.max.age",
                    "kubernetes.operator.savepoint.history.max.count",
                    "kubernetes.operator.periodic.savepoint.interval",
                    "kubernetes.operator.deployment.rollback.enabled",
                    "kubernetes.operator.deployment.readiness.timeout",
                    "kubernetes.operator.bluegreen.abort.grace-period",
                    "kubernetes.operator.bluegreen.deployment-deletion.delay",
                    "kubernetes.operator.bluegreen.reconciliation.reschedule-interval");

    private final Map<String, ConfigOption<?>> byKey = new HashMap<>();
    private final Map<String, String> deprecated = new HashMap<>();

    private FlinkOptions() {}

    /** Those of the class path. */
    static FlinkOptions find() throws IOException {
        var found = new FlinkOptions();
        for (var path : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (new File(path).getName().matches("flink-.*\\.jar")) {
                found.addAll(path);
            }
        }
        return found;
    }

    private void addAll(String jar) throws IOException {
        try (var file = new JarFile(jar)) {
            file.stream()
                    .map(entry -> entry.getName())
                    .filter(DECLARING.asMatchPredicate())
                    .forEach(this::addAllOf);
        }
    }

    private void addAllOf(String entry) {
        try {
            var name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
            for (var field : Class.forName(name).getFields()) {
                if (Modifier.isStatic(field.getModifiers())
                        && field.get(null) instanceof ConfigOption<?> option) {
                    add(option);
                }
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            // A class whose own neighbours are not on the class path declares nothing of ours.
            return;
        }
    }

    private void add(ConfigOption<?> option) {
        byKey.put(option.key(), option);
        for (FallbackKey fallback : option.fallbackKeys()) {
            deprecated.put(fallback.getKey(), option.key());
        }
    }

    int count() {
        return byKey.size();
    }

    /** What is wrong with this setting; empty when nothing is. */
    Optional<String> complaint(String key, String value) {
        if (OF_S3.contains(key) || OF_OPERATOR.contains(key) || REPORTER.matcher(key).matches()) {
            return Optional.empty();
        }
        var option = byKey.get(key);
        if (option == null) {
            var now = Optional.ofNullable(deprecated.get(key)).map(it -> "; now it is " + it);
            return Optional.of(key + " is no option of Flink's" + now.orElse(""));
        }
        try {
            Configuration.fromMap(Map.of(key, value)).get(option);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(key + ": " + value + " cannot be read: " + e.getMessage());
        }
    }

    /** Longer ones are of more than one word: as the launcher has them. */
    static String[] words(String options) {
        return Arrays.stream(options.split("\\s+"))
                .filter(it -> it.startsWith("--add"))
                .sorted()
                .toArray(String[]::new);
    }
}
