// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import nightjar.job.config.ConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a command of the launcher ends: always with a code, and in one line when it went wrong. */
public final class LastWord {

    private static final Logger LOG = LoggerFactory.getLogger(LastWord.class);
    private static final int FAILED = 1;
    private static final int REFUSED = 2;
    private static final int LONGEST = 400;

    private LastWord() {}

    /**
     * The command's own exit code; 2 when it refused what it was told, 1 when it failed: then the
     * log has the whole story. Nothing is said when someone is ending this process: what breaks
     * then breaks because of that.
     *
     * @param name how the command is called
     */
    public static int of(String name, Callable<Integer> command, PrintStream err) {
        return of(name, command, FAILED, err);
    }

    /** The same of a command whose 1 means that it found something: a failure is 2, too. */
    public static int ofFinder(String name, Callable<Integer> command, PrintStream err) {
        return of(name, command, REFUSED, err);
    }

    private static int of(String name, Callable<Integer> command, int failed, PrintStream err) {
        try {
            return command.call();
        } catch (ConfigurationException e) {
            err.println(name + ": " + reason(e));
            return REFUSED;
        } catch (Exception | Error e) {
            LOG.error("{} failed", name, e);
            if (!isEnding()) {
                err.println(name + " failed: " + reason(e) + "; look into " + OwnLog.place());
            }
            return failed;
        }
    }

    /** Whether shutdown hooks run: only then is a new one refused. */
    private static boolean isEnding() {
        var probe = new Thread(() -> {}, "probe");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static String reason(Throwable failure) {
        var told = failure;
        while (told.getCause() != null
                && (told instanceof ExecutionException || told instanceof CompletionException)) {
            told = told.getCause();
        }
        var words = told.getMessage() == null ? "" : told.getMessage().strip();
        var line = words.lines().findFirst().orElse("");
        if (line.length() > LONGEST) {
            line = line.substring(0, LONGEST) + "…";
        }
        return speaksForItself(told) ? line : told.getClass().getSimpleName() + ": " + line;
    }

    /** Others' messages are often but a name or a number. */
    private static boolean speaksForItself(Throwable told) {
        return told instanceof ConfigurationException
                || told.getClass() == IllegalStateException.class
                || told.getClass() == UncheckedIOException.class
                || told.getClass() == IOException.class;
    }
}
