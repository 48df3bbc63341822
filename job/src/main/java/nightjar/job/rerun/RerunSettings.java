// SPDX-License-Identifier: Apache-2.0
package nightjar.job.rerun;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nightjar.job.Settings;
import nightjar.job.config.ConfigurationException;
import nightjar.job.config.NightjarConfig;
import nightjar.model.rule.SnapRule;
import nightjar.operators.FanOutSettings;
import nightjar.operators.SnapSettings;
import nightjar.operators.WatchSettings;

/**
 * How a rerun differs from the night: by its name, its detectors, and what it does not wait for.
 */
final class RerunSettings {

    static final String SUFFIX = "-rerun";

    private static final int LONGEST_LINEAGE = 40;

    /** Presence is asked at once, then every few seconds: an image is there, or it is not. */
    static final Duration IMAGES_WITHIN = Duration.ofSeconds(60);

    private static final Duration PRESENCE_EVERY = Duration.ofSeconds(10);

    /** No announcement is too old. */
    private static final Duration EVER = Duration.ofDays(36_500);

    private RerunSettings() {}

    /**
     * The rerun's lineage.
     *
     * @throws ConfigurationException when the night's is too long for it
     */
    static String lineage(NightjarConfig config) {
        var lineage = config.lineage() + SUFFIX;
        if (lineage.length() > LONGEST_LINEAGE) {
            throw new ConfigurationException(
                    "lineage "
                            + config.lineage()
                            + " leaves no room for "
                            + SUFFIX
                            + ": at most "
                            + LONGEST_LINEAGE
                            + " characters are allowed");
        }
        return lineage;
    }

    /** What is laid over the night's configuration: another name, and files of its own. */
    static Map<String, String> laid(String lineage, Path folder) {
        return Map.of(
                "lineage",
                lineage,
                "alerts.parallelism",
                "1",
                "store.cache",
                "'" + folder.resolve("cache") + "'",
                "store.scratch",
                "'" + folder.resolve("scratch") + "'");
    }

    static Settings of(NightjarConfig own, Map<String, List<Integer>> detectorsOfGroups) {
        var usual = Settings.of(own);
        var rule = SnapRule.afterwards(IMAGES_WITHIN);
        return new Settings(
                usual.limits(),
                new FanOutSettings(
                        usual.fanOut().version(),
                        usual.fanOut().rule().only(detectorsOfGroups),
                        EVER,
                        usual.fanOut().memory()),
                usual.identify(),
                new WatchSettings(rule, PRESENCE_EVERY, usual.watch().memory()),
                new SnapSettings(
                        rule,
                        usual.snaps().rotation(),
                        usual.snaps().unannounced(),
                        usual.snaps().tombstone()),
                usual.account(),
                1);
    }
}
