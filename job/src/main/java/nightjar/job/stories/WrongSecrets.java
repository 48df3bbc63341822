// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import nightjar.job.config.ConfigurationException;
import nightjar.sandbox.box.CassandraBox;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.Options;
import nightjar.sandbox.box.StoreBox;

/** Stories of secrets other than Kafka's that are wrong when the job is handed over. */
final class WrongSecrets {

    private static final String WRONG = "not-the-password";
    private static final String PROMISE =
            "refused at start in one clear line; with the right one the night is the same";

    private WrongSecrets() {}

    static List<Story> all() {
        return List.of(
                Story.of("wrong-store-key", PROMISE, WrongSecrets::store)
                        .with(
                                (world, run) -> {
                                    var file = Files.writeString(storeKey(world, run), WRONG);
                                    return Map.of("store.s3.secretKey", "\"" + file + "\"");
                                }),
                Story.of("wrong-apdb-password", PROMISE, WrongSecrets::apdb));
    }

    private static Path storeKey(World world, String run) throws IOException {
        return world.folder(run + "-secrets").resolve("s3-secret");
    }

    private static void store(Run run) throws Exception {
        var job = run.onPair();
        refused(run, job, "S3 answered 403", Map.of());
        Files.writeString(storeKey(run.world(), run.name()), StoreBox.SECRET_KEY);
        play(run, job);
    }

    /** A Cassandra of its own refuses: the others' asks nobody who they are. */
    private static void apdb(Run run) throws Exception {
        var job = run.onPair();
        var file = run.world().folder(run.name() + "-secrets").resolve("cassandra-password");
        Files.writeString(file, WRONG);
        try (var box =
                Observatory.start(
                        EnumSet.of(Neighbour.CASSANDRA),
                        Options.forTests().with(Options.Wish.LOGINS),
                        line -> {})) {
            refused(
                    run,
                    job,
                    "apdb",
                    Map.of(
                            "apdb.contactPoints",
                            "[\"" + box.cassandra().address() + "\"]",
                            "apdb.login",
                            "{user: %s, passwordFile: \"%s\"}"
                                    .formatted(CassandraBox.FIRST_ROLE, file)));
        }
        play(run, job);
    }

    private static void refused(Run run, PairJob job, String setting, Map<String, String> laidOver)
            throws InterruptedException {
        try {
            job.prepared(PairJob.built(), laidOver);
            run.broke("refused", "it started with a wrong secret of " + setting);
        } catch (ConfigurationException e) {
            WrongPassword.requireClear(run, setting, WRONG, e);
        }
    }

    private static void play(Run run, PairJob job) throws Exception {
        job.start();
        run.show().play();
        run.awaitEnd();
    }
}
