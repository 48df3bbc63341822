// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import nightjar.sandbox.box.Options.Wish;
import nightjar.sandbox.box.process.Child;
import nightjar.sandbox.box.process.Jdks;
import nightjar.sandbox.box.process.Jvm;
import nightjar.sandbox.box.process.Libraries;
import nightjar.sandbox.box.process.Nursery;
import nightjar.sandbox.box.process.Ports;

/** An object store with the S3 API (s3proxy) over a folder: each bucket a folder in it. */
public final class StoreBox implements Box {

    /** S3 credentials of the sandbox; no secret, since the store is on loopback and throw-away. */
    public static final String ACCESS_KEY = "nightjar";

    public static final String SECRET_KEY = "goatsucker-in-bracken-58";

    /** Raws and sidecars; templates, products, plans and the Butler's files. */
    public static final List<String> BUCKETS = List.of("raw", "nightjar");

    /**
     * It hashes every object three times, and only code of the second compiler does so with the
     * processor's own instructions: SHA-256 takes a tenth, MD5 half of the time. What is less hot
     * is left to the first compiler.
     */
    private static final List<String> DIGESTS_FAST =
            List.of(
                    "-XX:Tier4InvocationThreshold=50000",
                    "-XX:Tier4MinInvocationThreshold=6000",
                    "-XX:Tier4CompileThreshold=150000",
                    "-XX:Tier4BackEdgeThreshold=400000");

    private static final int USUAL_PORT = 9000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Nursery nursery;
    private final Path folder;
    private final Options options;
    private int port;

    StoreBox(Nursery nursery, Options options) {
        this.nursery = nursery;
        this.folder = nursery.folder().resolve("store");
        this.options = options;
    }

    @Override
    public Neighbour neighbour() {
        return Neighbour.STORE;
    }

    @Override
    public Child launch() throws IOException, InterruptedException {
        String classPath = Libraries.classPathOf("store");
        for (String bucket : BUCKETS) {
            Files.createDirectories(buckets().resolve(bucket));
        }
        if (port == 0) {
            port = Ports.usualOrFree(options.wants(Wish.USUAL_PORTS) ? USUAL_PORT : 0);
        }
        Path properties = folder.resolve("s3proxy.properties");
        try (Writer file = Files.newBufferedWriter(properties, StandardCharsets.UTF_8)) {
            properties().store(file, "written by nightjar's sandbox");
        }
        List<String> jvmOptions =
                new ArrayList<>(options.wants(Wish.LONG_RUN) ? List.of() : DIGESTS_FAST);
        jvmOptions.add(ChildLogs.logback(nursery.logs()));
        jvmOptions.add("-Xss512k");
        // It holds each object whole while it checks its signature: a few of 25 MB at once.
        Jvm jvm = new Jvm(Jdks.current(), options.heapMiB(320), jvmOptions, classPath);
        Child child =
                nursery.start(
                        "store",
                        jvm,
                        "org.gaul.s3proxy.Main",
                        List.of("--properties", properties.toString()));
        child.awaitProbe(() -> Ports.isAnswering(port), PATIENCE);
        return child;
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("s3proxy.endpoint", address());
        properties.setProperty("s3proxy.authorization", "aws-v2-or-v4");
        properties.setProperty("s3proxy.identity", ACCESS_KEY);
        properties.setProperty("s3proxy.credential", SECRET_KEY);
        properties.setProperty("jclouds.provider", "filesystem-nio2");
        properties.setProperty("jclouds.identity", "unused");
        properties.setProperty("jclouds.credential", "unused");
        properties.setProperty("jclouds.filesystem.basedir", buckets().toString());
        return properties;
    }

    /** The folder whose folders are the buckets. */
    public Path buckets() {
        return folder.resolve("buckets");
    }

    /** Endpoint, {@code http://127.0.0.1:port}, for path-style access. */
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public Map<String, String> addresses() {
        return Map.of("store", address());
    }
}
