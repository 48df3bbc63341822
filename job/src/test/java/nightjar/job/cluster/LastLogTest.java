// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log of a process that ended says of why. */
class LastLogTest {

    @TempDir Path folder = Path.of("");

    @Test
    void theInnermostReasonOfTheLastTraceIsTold() throws IOException {
        var log =
                Files.writeString(
                        folder.resolve("jobmanager-1.log"),
                        """
                        {"message":"Could not start cluster entrypoint"}
                        org.apache.flink.runtime.entrypoint.ClusterEntrypointException: Failed to initialize
                        	at org.apache.flink.Foo.bar(Foo.java:1)
                        Caused by: java.net.BindException: Could not start rest endpoint on any port in port range 8081
                        	at org.apache.flink.Foo.baz(Foo.java:2)
                        """);
        assertThat(LastLog.reason(log))
                .isEqualTo(
                        " (BindException: Could not start rest endpoint on any port in port range 8081)");
    }

    @Test
    void aTraceInJsonIsReadToo() throws IOException {
        var log =
                Files.writeString(
                        folder.resolve("zookeeper.log"),
                        """
                        {"level":"INFO","exception":""}
                        {"level":"ERROR","exception":"java.net.BindException: Address already in use\\n\\tat sun.nio.ch.Net.bind0(Native Method)\\n"}
                        """);
        assertThat(LastLog.reason(log)).isEqualTo(" (BindException: Address already in use)");
    }

    @Test
    void withoutATraceOrALogNothingIsTold() throws IOException {
        var log = Files.writeString(folder.resolve("a.log"), "all is well\n");
        assertThat(LastLog.reason(log)).isEmpty();
        assertThat(LastLog.reason(folder.resolve("none.log"))).isEmpty();
    }
}
