// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import static nightjar.connectors.store.ObjectStoreContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nightjar.connectors.testing.FakeServer;
import nightjar.connectors.testing.FakeServer.Fault;
import nightjar.connectors.testing.FakeServer.Reply;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class S3FaultsTest {

    private static final Reply BODY = Reply.of(200, "the body of an object");

    private static final Duration PATIENT = Duration.ofSeconds(20);

    private final Path temp;

    S3FaultsTest(@TempDir Path temp) {
        this.temp = temp;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void whateverIsWrongWithAnObjectIsTransientAndLeavesNoFile(Fault fault) throws Exception {
        try (var server = FakeServer.replying(BODY.with(fault));
                var s3 = s3(server, fault)) {
            assertThat(cause(s3.get("s3://b/k"))).isEqualTo(Cause.TRANSIENT);
            assertThat(cause(s3.head("s3://b/k", 5))).isEqualTo(Cause.TRANSIENT);
            assertThat(cause(s3.fetch("s3://b/k", temp.resolve("it")))).isEqualTo(Cause.TRANSIENT);
            boolean answered = fault == Fault.SHORT || fault == Fault.TRICKLING;
            assertThat(s3.put("s3://b/k", bytes("x")).isDone()).isEqualTo(answered);
        }
        try (var left = Files.list(temp)) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500,TRANSIENT",
        "503,TRANSIENT",
        "409,TRANSIENT",
        "404,RETRIABLE",
        "403,RETRIABLE"
    })
    void aStatusTellsTheClassOfTrouble(int status, Cause cause) throws Exception {
        try (var server = FakeServer.replying(Reply.of(status, ""));
                var s3 = s3(server, Fault.NONE)) {
            assertThat(cause(s3.get("s3://b/k"))).isEqualTo(cause);
            assertThat(cause(s3.stat("s3://b/k"))).isEqualTo(cause);
            assertThat(server.asked()).as("never tried again").hasSize(2);
        }
    }

    @Test
    void anObjectThatIsNotWhatItsEtagSaysIsNotTaken() throws Exception {
        var etag = "\"00000000000000000000000000000000\"";
        try (var server = FakeServer.replying(BODY.with("ETag", etag));
                var s3 = s3(server, Fault.NONE)) {
            var loss = s3.fetch("s3://b/k", temp.resolve("it")).asLoss().orElseThrow();
            assertThat(loss.cause()).isEqualTo(Cause.TRANSIENT);
            assertThat(loss.why()).contains("ETag");
            assertThat(temp.resolve("it")).doesNotExist();
        }
    }

    @Test
    void anEtagThatIsNoDigestIsNotHeldAgainstTheObject() throws Exception {
        var etag = "\"00000000000000000000000000000000-3\"";
        try (var server = FakeServer.replying(BODY.with("ETag", etag));
                var s3 = s3(server, Fault.NONE)) {
            assertThat(s3.get("s3://b/k").isDone()).isTrue();
        }
    }

    @Test
    void aBodyIsSentWithItsMd5AndUnchunked() throws Exception {
        try (var server = FakeServer.replying(Reply.of(200, ""));
                var s3 = s3(server, Fault.NONE)) {
            assertThat(s3.put("s3://b/k", bytes("x")).isDone()).isTrue();
            var put = server.asked().get(0);
            assertThat(put.headers()).containsEntry("content-md5", "ndTkYSaMgDT1yFZOFVxnpg==");
            assertThat(put.headers()).doesNotContainKey("expect");
            assertThat(put.text()).isEqualTo("x");
        }
    }

    @Test
    void aStoreMayThinkAboutAWholeFileForLongerThanAboutASmallObject(@TempDir Path folder)
            throws Exception {
        var small = Duration.ofMillis(300);
        var thoughtful = new CountDownLatch(1);
        var file = Files.writeString(folder.resolve("product"), "many megabytes");
        try (var server =
                        new FakeServer(
                                asked -> {
                                    thinkFor(small.multipliedBy(3), thoughtful);
                                    return BODY;
                                });
                var s3 = new S3Objects(settings(server).within(small, PATIENT))) {
            assertThat(cause(s3.put("s3://b/k", new byte[3]))).isEqualTo(Cause.TRANSIENT);
            assertThat(s3.putFile("s3://b/k", file).isDone()).isTrue();
        }
    }

    private static void thinkFor(Duration time, CountDownLatch end) {
        try {
            assertThat(end.await(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoIsInterruptedDoesNotBeginToRead() {
        try (var server = FakeServer.replying(BODY);
                var s3 = s3(server, Fault.NONE)) {
            Thread.currentThread().interrupt();
            var read = s3.get("s3://b/k");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(cause(read)).isEqualTo(Cause.TRANSIENT);
        }
    }

    @ParameterizedTest
    @CsvSource({"s3://", "s3://bucket", "s3://bucket/", "s3:///key", "s3://profile@/key"})
    void aUriWithoutBucketOrKeyIsInvalid(String uri) {
        assertThat(S3Address.of(uri).asLoss().map(Loss::cause)).contains(Cause.INVALID);
    }

    @Test
    void aCephBucketMayNameItsTenant() {
        assertThat(S3Address.of("s3://rubin:raw_1/a/b").asValue())
                .contains(new S3Address("rubin:raw_1", "a/b"));
    }

    @Test
    void aRequestIsSignedForItsRegion() throws Exception {
        try (var server = FakeServer.replying(BODY);
                var s3 = new S3Objects(settings(server).in("eu-north-1"))) {
            assertThat(s3.get("s3://b/k").isDone()).isTrue();
            assertThat(server.asked().get(0).headers().get("authorization"))
                    .contains("Credential=me/")
                    .contains("/eu-north-1/s3/");
        }
    }

    @Test
    void withoutKeysOfOurOwnTheEnvironmentSaysWhoWeAre() throws Exception {
        System.setProperty("aws.accessKeyId", "environs");
        System.setProperty("aws.secretAccessKey", "secret");
        try (var server = FakeServer.replying(BODY);
                var s3 =
                        new S3Objects(
                                S3Settings.at(server.address(), S3Keys.ofEnvironment())
                                        .within(PATIENT, PATIENT))) {
            assertThat(s3.get("s3://b/k").isDone()).isTrue();
            assertThat(server.asked().get(0).headers().get("authorization"))
                    .contains("Credential=environs/");
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    @Test
    void secretsAreNotPrinted() {
        assertThat(S3Settings.at("http://x", S3Keys.ofWords("me", "mine")).toString())
                .doesNotContain("me,")
                .doesNotContain("mine");
    }

    /** Patient, unless it is patience that is tested: the machine may be busy. */
    private static S3Objects s3(FakeServer server, Fault fault) {
        var settings = settings(server);
        return new S3Objects(
                fault.takesAllTime()
                        ? settings.within(Duration.ofMillis(700), Duration.ofMillis(900))
                        : settings);
    }

    private static S3Settings settings(FakeServer server) {
        return S3Settings.at(server.address(), S3Keys.ofWords("me", "mine"))
                .within(PATIENT, PATIENT);
    }

    private static Cause cause(Outcome<?> outcome) {
        return outcome.asLoss().map(Loss::cause).orElseThrow();
    }
}
