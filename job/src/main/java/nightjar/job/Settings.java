// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.util.Map;
import java.util.Objects;
import nightjar.job.config.NightjarConfig;
import nightjar.model.rule.FanOutRule;
import nightjar.model.rule.RotationRule;
import nightjar.model.rule.SnapRule;
import nightjar.operators.AccountSettings;
import nightjar.operators.FanOutSettings;
import nightjar.operators.IdentifySettings;
import nightjar.operators.SnapSettings;
import nightjar.operators.WatchSettings;

/**
 * What the graph is told: limits and rules, none of the addresses.
 *
 * @param alertWriters parallel writers of the alert topic
 */
public record Settings(
        NightjarConfig.Limits limits,
        FanOutSettings fanOut,
        IdentifySettings identify,
        WatchSettings watch,
        SnapSettings snaps,
        AccountSettings account,
        int alertWriters) {

    public static Settings of(NightjarConfig config) {
        var snaps = config.snaps();
        var wait = new SnapRule(snaps.imageTimeout());
        return new Settings(
                config.limits(),
                new FanOutSettings(
                        version(config),
                        fanOut(config),
                        config.fanOut().expiry(),
                        config.fanOut().memory()),
                new IdentifySettings(snaps.identifyWithin()),
                new WatchSettings(wait, snaps.presenceEvery(), snaps.unannounced()),
                new SnapSettings(
                        wait,
                        new RotationRule(snaps.rotationToleranceDeg()),
                        snaps.unannounced(),
                        snaps.tombstone()),
                new AccountSettings(AccountSettings.DEFAULT.backstop(), snaps.tombstone()),
                config.alerts().parallelism());
    }

    private static FanOutRule fanOut(NightjarConfig config) {
        var camera = config.instrument();
        return new FanOutRule(
                Map.of(
                        camera.name(),
                        new FanOutRule.Camera(camera.detectors(), camera.testDetectors())));
    }

    /** Changes when the detectors or the pipelines do: it is stamped on every expectation. */
    private static String version(NightjarConfig config) {
        return Integer.toHexString(Objects.hash(config.instrument(), config.pipelines()));
    }
}
