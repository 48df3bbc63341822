// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nightjar.sandbox.box.Options.Wish;
import nightjar.sandbox.box.process.Child;
import nightjar.sandbox.box.process.Jdks;
import nightjar.sandbox.box.process.Jvm;
import nightjar.sandbox.box.process.Libraries;
import nightjar.sandbox.box.process.Nursery;
import nightjar.sandbox.box.process.Ports;
import nightjar.sandbox.box.secure.Authority;

/**
 * A real Cassandra 5.0 of one node on loopback, data centre datacenter1; without authentication,
 * unless the options ask for it.
 */
public final class CassandraBox implements Box {

    /** The role that may do all, and its password, of one that asks for them. */
    public static final String FIRST_ROLE = "cassandra";

    private static final int USUAL_PORT = 9042;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** A native protocol v4 OPTIONS frame: version, flags, stream (2), opcode 5, length 0 (4). */
    private static final byte[] OPTIONS_FRAME = {4, 0, 0, 0, 5, 0, 0, 0, 0};

    private static final int SUPPORTED = 6;

    private final Nursery nursery;
    private final Path folder;
    private final Options options;
    private int port;
    private int storagePort;

    CassandraBox(Nursery nursery, Options options) {
        this.nursery = nursery;
        this.folder = nursery.folder().resolve("cassandra");
        this.options = options;
    }

    @Override
    public Neighbour neighbour() {
        return Neighbour.CASSANDRA;
    }

    @Override
    public Child launch() throws IOException, InterruptedException {
        String classPath = Libraries.classPathOf("cassandra");
        Path java = Jdks.seventeen();
        Files.createDirectories(folder);
        if (port == 0) {
            port = Ports.usualOrFree(options.wants(Wish.USUAL_PORTS) ? USUAL_PORT : 0);
            storagePort = Ports.free();
        }
        Path yaml = folder.resolve("cassandra.yaml");
        Files.writeString(yaml, yaml(), StandardCharsets.UTF_8);
        Jvm jvm = new Jvm(java, options.heapMiB(256), jvmOptions(yaml), classPath);
        Child child =
                nursery.start(
                        "cassandra",
                        jvm,
                        "org.apache.cassandra.service.CassandraDaemon",
                        List.of());
        child.awaitProbe(() -> speaksCql(port), PATIENCE);
        return child;
    }

    private List<String> jvmOptions(Path yaml) {
        List<String> all = new ArrayList<>(CassandraJvm.OPTIONS);
        all.addAll(options.compiler());
        all.add(
                "-Dcassandra.test.flush_local_schema_changes="
                        + options.wants(Wish.CRASH_SAFE_SCHEMA));
        all.add("-Dcassandra.config=" + yaml.toUri());
        all.add("-Dcassandra.storagedir=" + folder);
        all.add("-Dcassandra.logdir=" + nursery.logs());
        all.add(ChildLogs.logback(nursery.logs()));
        return all;
    }

    private String yaml() throws IOException, InterruptedException {
        return """
                cluster_name: sandbox
                num_tokens: 1
                partitioner: org.apache.cassandra.dht.Murmur3Partitioner
                endpoint_snitch: SimpleSnitch
                seed_provider:
                  - class_name: org.apache.cassandra.locator.SimpleSeedProvider
                    parameters:
                      - seeds: "127.0.0.1:%2$d"
                listen_address: 127.0.0.1
                rpc_address: 127.0.0.1
                storage_port: %2$d
                native_transport_port: %1$d
                start_native_transport: true
                data_file_directories: ["%3$s/data"]
                commitlog_directory: "%3$s/commitlog"
                saved_caches_directory: "%3$s/saved_caches"
                hints_directory: "%3$s/hints"
                cdc_raw_directory: "%3$s/cdc_raw"
                commitlog_sync: periodic
                commitlog_sync_period: 10s
                commitlog_segment_size: 16MiB
                auto_snapshot: false
                hinted_handoff_enabled: false
                key_cache_size: 4MiB
                file_cache_size: 32MiB
                file_cache_enabled: false
                memtable_heap_space: 64MiB
                memtable_offheap_space: 32MiB
                networking_cache_size: 16MiB
                concurrent_reads: 8
                concurrent_writes: 8
                concurrent_compactors: 1
                native_transport_max_threads: 16
                write_request_timeout: 5s
                read_request_timeout: 10s
                cas_contention_timeout: 2s
                paxos_variant: v2
                authenticator: %4$s
                credentials_validity: 0ms
                %5$s
                """
                .formatted(
                        port,
                        storagePort,
                        folder,
                        options.wants(Wish.LOGINS)
                                ? "PasswordAuthenticator"
                                : "AllowAllAuthenticator",
                        options.wants(Wish.ENCRYPTION) ? encryption() : "");
    }

    /** Beside plain text, which the sandbox's own readers speak. */
    private String encryption() throws IOException, InterruptedException {
        var authority = Authority.in(nursery.folder().resolve(Authority.FOLDER));
        return "client_encryption_options: {enabled: true, optional: true, store_type: PKCS12, keystore: '%s', keystore_password: '%s'}"
                .formatted(authority.keyStore(), Authority.PASSWORD);
    }

    /** Whether a server of Cassandra's native protocol answers there. */
    private static boolean speaksCql(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(OPTIONS_FRAME);
            InputStream in = socket.getInputStream();
            byte[] header = in.readNBytes(5);
            return header.length == 5 && header[4] == SUPPORTED;
        } catch (IOException e) {
            return false;
        }
    }

    /** Contact point, {@code 127.0.0.1:port}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Map<String, String> addresses() {
        return Map.of("cassandra", address());
    }
}
