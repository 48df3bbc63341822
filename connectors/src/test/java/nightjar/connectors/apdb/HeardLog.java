// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.Property;

/** The warnings of one class, heard until it is closed. */
final class HeardLog implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Ear ear = new Ear();
    private final Level before;

    private HeardLog(Class<?> speaker) {
        logger = (Logger) LogManager.getLogger(speaker);
        before = logger.getLevel();
    }

    static HeardLog of(Class<?> speaker) {
        var heard = new HeardLog(speaker);
        heard.ear.start();
        Configurator.setLevel(heard.logger, Level.WARN);
        heard.logger.addAppender(heard.ear);
        return heard;
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        logger.removeAppender(ear);
        Configurator.setLevel(logger, before);
        ear.stop();
    }

    private final class Ear extends AbstractAppender {

        Ear() {
            super("ear", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            if (event.getLevel().isMoreSpecificThan(Level.WARN)) {
                lines.add(event.getMessage().getFormattedMessage());
            }
        }
    }
}
