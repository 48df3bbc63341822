// SPDX-License-Identifier: Apache-2.0
package nightjar.job.demo;

import java.util.List;
import java.util.function.Consumer;
import nightjar.sandbox.camera.NamedBytes;
import nightjar.sandbox.sky.Injected;

/** A night to be played, simulated or of real files. */
interface Night extends AutoCloseable {

    /** The camera's name. */
    String instrument();

    /** Its active detectors. */
    List<Integer> detectors();

    /** The camera's geometry file. */
    NamedBytes geometry();

    /** physical filter → band. */
    java.util.Map<String, String> bands();

    /** Hands over each template exposure, and the index at last. */
    void templates(Consumer<NamedBytes> sink);

    /** Hands over the files of the camera's folder of calibrations; most nights need none. */
    default void calibrations(Consumer<NamedBytes> sink) {}

    /** Whether its images are as large as real ones, and take as long. */
    default boolean isLarge() {
        return false;
    }

    /** About when it is taken, MJD TAI: the APDB's tables are by time. */
    double firstMjdTai();

    /** How many visit-detectors the ledger must close. */
    int expected();

    /** Plays it in real time; returns when the last image is out. */
    void play(Telescope telescope, Log log) throws InterruptedException;

    /** What was put into the sky; empty when nobody knows. */
    List<Injected> truth();

    /** What the night brought, as it was brought: for latencies and the line per visit. */
    @Override
    void close();

    interface Log {

        /** Visits and their names for people, before the play begins. */
        void planned(String group, String name, int detectors);

        void announced(String group);

        /** A detector's image is in the bucket and its notification is out. */
        void published(String group, int detector, long readoutEndMillis);

        /** Satellites that are in the sky from now on, for Sattle. */
        void satellites(String json);
    }
}
