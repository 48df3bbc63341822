// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import nightjar.job.doors.Ports;
import nightjar.job.simulate.runtime.Strands;
import nightjar.job.simulate.runtime.VirtualTime;
import nightjar.model.Stored;
import nightjar.model.port.Apdb;
import nightjar.model.port.ImageWorkers;
import nightjar.model.port.ObjectStore;
import nightjar.model.port.Plans;

/** Answers from a recording, never before the instant at which the answer came in the night. */
final class Player implements Ports {

    private static final long NEVER_MILLIS = Duration.ofDays(30).toMillis();

    private final VirtualTime time;
    private final Strands strands;
    private final Answers answers;
    private final PlayedStore store;
    private final List<Stored> told = new ArrayList<>();
    private final Map<String, List<Apdb.Rows>> written = new HashMap<>();

    /**
     * @param local a folder for what is kept while playing
     */
    Player(RecordedNight night, VirtualTime time, Strands strands, Path local) {
        this.time = time;
        this.strands = strands;
        answers = new Answers(night);
        store = new PlayedStore(answers, local);
    }

    @Override
    public InstantSource clock() {
        return time;
    }

    @Override
    public <T> T at(Class<T> port, Supplier<T> real) {
        if (port == ObjectStore.class) {
            return port.cast(store);
        }
        if (port == ImageWorkers.class) {
            return port.cast(new PlayedWorkers(this));
        }
        if (port == Plans.class) {
            var plans = (Plans) real.get(); // over the played store
            return port.cast(new OverheardPlans(plans, (plan, any, alerts) -> told.add(plan)));
        }
        return port.cast(
                Proxy.newProxyInstance(
                        Player.class.getClassLoader(),
                        new Class<?>[] {port},
                        new PlayedPort(port, this)));
    }

    Answers answers() {
        return answers;
    }

    PlayedStore store() {
        return store;
    }

    void written(Apdb.Rows rows) {
        written.computeIfAbsent(Question.by(), by -> new ArrayList<>()).add(rows);
    }

    /** Rows as they were given to the APDB, by group and detector. */
    List<Apdb.Rows> written(String by) {
        return written.getOrDefault(by, List.of());
    }

    /** Plans that were announced. */
    List<Stored> told() {
        return List.copyOf(told);
    }

    /** Until this answer is there: as long as it took, and not before it came. */
    void await(Entry.Answered answer) throws InterruptedException {
        long left = answer.answeredMillis() - time.millis();
        strands.pause(Math.max(answer.tookMillis(), left));
        if (answer.how() == Entry.How.NEVER) {
            strands.pause(NEVER_MILLIS); // its deadline will interrupt it
        }
    }
}
