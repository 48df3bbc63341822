// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.util.List;

/** What Cassandra 5.0 asks of a Java 17 JVM, and what makes one node start at once. */
final class CassandraJvm {

    /** Module doors as in Cassandra's conf/jvm17-server.options. */
    private static final List<String> EXPORTED =
            List.of(
                    "java.base/jdk.internal.misc",
                    "java.management.rmi/com.sun.jmx.remote.internal.rmi",
                    "java.rmi/sun.rmi.registry",
                    "java.rmi/sun.rmi.server",
                    "java.sql/java.sql",
                    "java.base/java.lang.ref",
                    "jdk.unsupported/sun.misc",
                    "jdk.compiler/com.sun.tools.javac.file",
                    "jdk.attach/sun.tools.attach");

    private static final List<String> OPENED =
            List.of(
                    "java.base/java.lang.module",
                    "java.base/jdk.internal.loader",
                    "java.base/jdk.internal.ref",
                    "java.base/jdk.internal.reflect",
                    "java.base/jdk.internal.math",
                    "java.base/jdk.internal.module",
                    "java.base/jdk.internal.util.jar",
                    "jdk.management/com.sun.management.internal",
                    "java.base/sun.nio.ch",
                    "java.base/java.io",
                    "java.base/java.lang.reflect",
                    "jdk.compiler/com.sun.tools.javac",
                    "java.base/java.lang",
                    "java.base/java.util");

    private static final List<String> STARTING =
            List.of(
                    "-Djdk.attach.allowAttachSelf=true",
                    "-Dio.netty.tryReflectionSetAccessible=true",
                    // There is nobody to gossip with, to hand ranges over to, or to wait for.
                    "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                    "-Dcassandra.ring_delay_ms=0",
                    "-Dcassandra.superuser_setup_delay_ms=0",
                    "-Dcassandra.load_ring_state=false",
                    "-Dcassandra.consistent.rangemovement=false",
                    "-Dcassandra-foreground=yes",
                    "-XX:MaxDirectMemorySize=96m",
                    "-Xss384k");

    static final List<String> OPTIONS =
            java.util.stream.Stream.of(
                            EXPORTED.stream().map(it -> "--add-exports=" + it + "=ALL-UNNAMED"),
                            OPENED.stream().map(it -> "--add-opens=" + it + "=ALL-UNNAMED"),
                            STARTING.stream())
                    .flatMap(it -> it)
                    .toList();

    private CassandraJvm() {}
}
