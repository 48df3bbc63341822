// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.runtime;

import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * A clock that jumps from one event to the next. Events of the same moment happen in the order in
 * which they were announced, so that a seed plays the same night each time.
 */
public final class VirtualTime implements InstantSource {

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Random random;
    private long elapsedMillis;
    private long wallMillis;
    private long announced;

    /** Something that will happen; cancelled, it will not. */
    private static final class Event extends CompletableFuture<Void> implements Comparable<Event> {
        private final long atMillis;
        private final long number;
        private final Runnable then;

        private Event(long atMillis, long number, Runnable then) {
            this.atMillis = atMillis;
            this.number = number;
            this.then = then;
        }

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(atMillis, other.atMillis);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    public VirtualTime(long startMillis, long seed) {
        wallMillis = startMillis;
        random = Dice.of(seed);
    }

    /** What a clock on the wall says, UTC milliseconds since 1970; it may have been set. */
    @Override
    public long millis() {
        return wallMillis + elapsedMillis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    /** Sets the clock on the wall; what was to happen in a minute still does. */
    public void step(long byMillis) {
        wallMillis += byMillis;
    }

    public Future<?> in(long millis, Runnable then) {
        var event = new Event(elapsedMillis + Math.max(0, millis), announced++, then);
        events.add(event);
        return event;
    }

    /** Between these, both included; drawn by the seed. */
    public long between(long leastMillis, long mostMillis) {
        return leastMillis + (long) (random.nextDouble() * (mostMillis - leastMillis + 1));
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    public double spread() {
        return random.nextDouble();
    }

    /** Milliseconds since the beginning. */
    public long elapsedMillis() {
        return elapsedMillis;
    }

    /** Lets the next event happen; false when there is none. */
    public boolean next() {
        var event = events.poll();
        while (event != null && event.isDone()) {
            event = events.poll();
        }
        if (event == null) {
            return false;
        }
        elapsedMillis = event.atMillis;
        event.complete(null);
        event.then.run();
        return true;
    }
}
