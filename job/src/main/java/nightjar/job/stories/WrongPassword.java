// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nightjar.job.config.ConfigurationException;
import nightjar.sandbox.box.KafkaBox;

/** The story of a password that is wrong when the job is handed over, and right afterwards. */
final class WrongPassword {

    private static final List<String> CLUSTERS =
            List.of("summit", "notifications", "alerts", "butler", "own");

    /** One for each client that is made before the first one is refused, and some air. */
    private static final long MOST_ATTEMPTS = 3;

    private static final int LONGEST_LINE = 400;
    private static final Pattern REFUSED =
            Pattern.compile("log|password|credential|key|denied|refused|40[13]");

    private WrongPassword() {}

    static Story story() {
        return Story.of(
                        "wrong-password",
                        "refused at start in one clear line, without hammering; with the right one the night is the same",
                        WrongPassword::play)
                .with(WrongPassword::logins);
    }

    private static Map<String, String> logins(World world, String run) throws IOException {
        var file = file(world, run);
        Files.writeString(file, "not-the-password");
        var login =
                "{protocol: SASL_PLAINTEXT, mechanism: SCRAM-SHA-512, user: %s, passwordFile: \"%s\"}"
                        .formatted(KafkaBox.USER, file);
        var settings = new LinkedHashMap<String, String>();
        for (var cluster : CLUSTERS) {
            var key = "kafka." + cluster;
            settings.put(key + ".bootstrap", world.box().kafka().loginAddress());
            settings.put(key + ".login", login);
        }
        return settings;
    }

    private static Path file(World world, String run) throws IOException {
        return world.folder(run + "-secrets").resolve("kafka-password");
    }

    private static void play(Run run) throws Exception {
        var job = run.onPair();
        long before = refused(run);
        try {
            job.start();
            run.broke("refused", "it started with a wrong password");
        } catch (ConfigurationException e) {
            requireClear(run, "kafka.summit", "not-the-password", e);
        }
        long attempts = refused(run) - before;
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            run.broke("no hammering", "Kafka refused " + attempts + " log-ins");
        }
        Files.writeString(file(run.world(), run.name()), KafkaBox.PASSWORD);
        job.start();
        run.show().play();
        run.awaitEnd();
    }

    /** One line, that names the setting, says what was refused, and gives nothing away. */
    static void requireClear(Run run, String setting, String secret, Exception refusal) {
        var words = String.valueOf(refusal.getMessage());
        boolean isClear =
                words.contains(setting)
                        && REFUSED.matcher(words).find()
                        && !words.contains(secret)
                        && words.lines().count() == 1
                        && words.length() < LONGEST_LINE;
        if (!isClear) {
            run.broke("one clear line", words);
        }
    }

    /** Log-ins that Kafka refused so far, by its own log. */
    private static long refused(Run run) throws IOException {
        try (var lines = Files.lines(run.world().box().logs().resolve("kafka.log"))) {
            return lines.filter(line -> line.contains("Failed authentication")).count();
        }
    }
}
