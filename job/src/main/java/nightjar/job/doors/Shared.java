// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.CompletedCheckpoints;
import nightjar.model.port.Deadline;
import nightjar.model.port.HandOver;
import nightjar.model.port.Plans;
import nightjar.model.port.Port;

/**
 * One set of neighbours for each configuration and JVM, however many stages run in it: one
 * Cassandra session, one pool of image workers, one cache. Closed when the last stage has closed
 * its port.
 */
final class Shared {

    private static final Map<String, Shared> OPEN = new HashMap<>();

    private final Neighbours neighbours;
    private int holders;

    private Shared(Neighbours neighbours) {
        this.neighbours = neighbours;
    }

    /** Makes a port from neighbours; travels with the job graph. */
    interface Making<T> extends Serializable {
        T from(Neighbours neighbours);
    }

    static <I, O> Port<I, O> port(
            String yaml, Opening opening, Ports.Door ports, Making<Port<I, O>> making) {
        var port = made(yaml, opening, ports, making);
        return new Port<>() {
            @Override
            public Outcome<O> ask(I question, Deadline deadline) throws InterruptedException {
                return port.ask(question, deadline);
            }

            @Override
            public void close() {
                port.close();
                release(yaml);
            }
        };
    }

    /** Plans where they are only told of. */
    static Plans plans(String yaml, Opening opening, Ports.Door ports) {
        var plans = made(yaml, opening, ports, Neighbours::plans);
        return new Plans() {
            @Override
            public Outcome<Stored> keep(Plan plan, AlertSource alerts) {
                return plans.keep(plan, alerts);
            }

            @Override
            public Outcome<Plan> read(Stored stored) {
                return plans.read(stored);
            }

            @Override
            public Outcome<Integer> tell(Stored stored, Listener listener) {
                return plans.tell(stored, listener);
            }

            @Override
            public void close() {
                plans.close();
                release(yaml);
            }
        };
    }

    /** Who is told of complete checkpoints. */
    static CompletedCheckpoints checkpoints(String yaml, Opening opening, Ports.Door ports) {
        var notes = made(yaml, opening, ports, Neighbours::checkpoints);
        return new CompletedCheckpoints() {
            @Override
            public void begun() {
                notes.begun();
            }

            @Override
            public void completed(long number) {
                notes.completed(number);
            }

            @Override
            public OptionalLong newest() {
                return notes.newest();
            }

            @Override
            public void close() {
                notes.close();
                release(yaml);
            }
        };
    }

    /** How the lineage is taken; empty where it is not handed over between jobs that run. */
    static Optional<HandOver> handOver(String yaml, Opening opening, Ports.Door ports) {
        var made = made(yaml, opening, ports, Neighbours::handOver);
        if (made.isEmpty()) {
            release(yaml);
            return Optional.empty();
        }
        var handOver = made.get();
        return Optional.of(
                new HandOver() {
                    @Override
                    public Set<Long> take(String job, long sinceMillis)
                            throws InterruptedException {
                        return handOver.take(job, sinceMillis);
                    }

                    @Override
                    public Optional<String> successor(String job) {
                        return handOver.successor(job);
                    }

                    @Override
                    public void close() {
                        handOver.close();
                        release(yaml);
                    }
                });
    }

    /** What cannot be made holds nothing. */
    private static <T> T made(String yaml, Opening opening, Ports.Door ports, Making<T> making) {
        var neighbours = hold(yaml, opening, ports);
        try {
            return making.from(neighbours);
        } catch (RuntimeException | Error e) {
            release(yaml);
            throw e;
        }
    }

    private static synchronized Neighbours hold(String yaml, Opening opening, Ports.Door ports) {
        var shared =
                OPEN.computeIfAbsent(
                        yaml, text -> new Shared(opening.open(text).through(ports.open())));
        shared.holders++;
        return shared.neighbours;
    }

    private static synchronized void release(String yaml) {
        var shared = OPEN.get(yaml);
        if (shared != null && --shared.holders == 0) {
            OPEN.remove(yaml);
            shared.neighbours.close();
        }
    }
}
