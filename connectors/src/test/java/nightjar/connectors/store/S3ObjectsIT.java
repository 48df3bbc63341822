// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.sandbox.box.Neighbour;
import nightjar.sandbox.box.Observatory;
import nightjar.sandbox.box.StoreBox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real server that speaks S3. */
class S3ObjectsIT extends ObjectStoreContract {

    private static Optional<Observatory> running = Optional.empty();

    S3ObjectsIT(@TempDir Path temp) {
        super(temp);
    }

    private static String address() {
        return running.orElseThrow().store().address();
    }

    @BeforeAll
    static void startStore() throws Exception {
        running = Optional.of(Observatory.start(EnumSet.of(Neighbour.STORE)));
    }

    @AfterAll
    static void stopStore() {
        running.ifPresent(Observatory::close);
    }

    @Override
    Stores open(LocalCache cache) {
        return new Stores(Map.of("s3", new S3Objects(settings())), cache);
    }

    private static S3Settings settings() {
        var keys = S3Keys.ofWords(StoreBox.ACCESS_KEY, StoreBox.SECRET_KEY);
        // The machine may be busy, and it is not speed that is tested.
        return S3Settings.at(address(), keys).within(Duration.ofMinutes(1), Duration.ofMinutes(2));
    }

    @Override
    String emptyFolder() {
        return "s3://nightjar/";
    }

    @Test
    void keysComeFromSecretFiles(@TempDir Path secrets) throws Exception {
        var access = Files.writeString(secrets.resolve("access"), StoreBox.ACCESS_KEY + "\n");
        var secret = Files.writeString(secrets.resolve("secret"), "wrong");
        try (var s3 = new S3Objects(S3Settings.at(address(), S3Keys.ofFiles(access, secret)))) {
            assertThat(s3.put("s3://nightjar/secret", bytes("x")).asLoss().map(Loss::cause))
                    .contains(Cause.RETRIABLE);
            Files.writeString(secret, StoreBox.SECRET_KEY);
            assertThat(s3.put("s3://nightjar/secret", bytes("x")).isDone()).isTrue();
        }
    }

    /** More than s3proxy takes at once, with its own place written into each MiB. */
    @Test
    void aLargeFileIsSentInPartsAndComesBackWhole(@TempDir Path folder) throws Exception {
        var sent = folder.resolve("product");
        try (var file = new RandomAccessFile(sent.toFile(), "rw")) {
            for (int mib = 0; mib < 130; mib++) {
                file.seek((long) mib << 20);
                file.writeInt(mib);
            }
        }
        try (var s3 = new S3Objects(settings())) {
            assertThat(s3.putFile("s3://nightjar/large", sent))
                    .isEqualTo(Outcome.done("s3://nightjar/large"));
            var back = folder.resolve("back");
            assertThat(s3.fetch("s3://nightjar/large", back).isDone()).isTrue();
            assertThat(Files.mismatch(sent, back)).isEqualTo(-1);
        }
    }

    @Test
    void theProfileInAUriIsNoPartOfTheBucket() {
        try (var s3 = new S3Objects(settings())) {
            s3.put("s3://nightjar/profiled", bytes("x"));
            assertThat(s3.get("s3://embargo@nightjar/profiled").isDone()).isTrue();
        }
    }

    @Test
    void aBucketThatIsNotThereIsNotFound() {
        try (var s3 = new S3Objects(settings())) {
            var loss = s3.get("s3://nobodys/x").asLoss().orElseThrow();
            assertThat(loss.why()).startsWith("not found");
        }
    }
}
