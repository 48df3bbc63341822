// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Logging of the children: all to standard output, which the parent keeps in a file. */
final class ChildLogs {

    private static final String LOG4J =
            """
            status = warn
            appender.out.type = Console
            appender.out.name = out
            appender.out.layout.type = PatternLayout
            appender.out.layout.pattern = %d{HH:mm:ss.SSS} %-5p %c{1.} %m%n
            # Kafka tells here of log-ins that it refused.
            logger.refused.name = org.apache.kafka.common.network.Selector
            logger.refused.level = info
            rootLogger.level = warn
            rootLogger.appenderRef.out.ref = out
            """;

    private static final String LOGBACK =
            """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%d{HH:mm:ss.SSS} %-5level %logger{20} %msg%n</pattern></encoder>
              </appender>
              <root level="WARN"><appender-ref ref="out"/></root>
            </configuration>
            """;

    private ChildLogs() {}

    /** Writes the files into the logs folder, once, before any child starts. */
    static void write(Path logs) throws IOException {
        Files.writeString(logs.resolve("log4j2.properties"), LOG4J, StandardCharsets.UTF_8);
        Files.writeString(logs.resolve("logback.xml"), LOGBACK, StandardCharsets.UTF_8);
    }

    static String log4j(Path logs) {
        return "-Dlog4j2.configurationFile=" + logs.resolve("log4j2.properties").toUri();
    }

    static String logback(Path logs) {
        return "-Dlogback.configurationFile=" + logs.resolve("logback.xml").toUri();
    }
}
