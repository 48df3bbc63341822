// SPDX-License-Identifier: Apache-2.0
package nightjar.job.poison;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import nightjar.model.Outcome;

/**
 * One decoder, message after message. Each has dice of its own, so that it can be made again
 * without those before it.
 */
final class Trial {

    /** A message that takes longer, twice, is a finding. */
    private static final double MOST_MS = 1000;

    /** A message that makes a decoder ask for more memory is a finding. */
    private static final double MOST_MIB = 64;

    private static final int MOST_TOLD = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Decoder decoder;
    private final long seed;
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Integer> refused = new TreeMap<>();
    private final AtomicLong beganNanos = new AtomicLong(Long.MAX_VALUE);
    private int accepted;
    private int thrown;
    private double worstMs;
    private double mostMiB;
    private volatile int index;

    Trial(Decoder decoder, long seed) {
        this.decoder = decoder;
        this.seed = seed;
    }

    byte[] message(int at) {
        // Mixed: plain dice of neighbouring numbers begin alike.
        var mixed = new SplittableRandom(seed * 1_000_003 + at * 31L + decoder.name().hashCode());
        return decoder.damage().make(new Random(mixed.nextLong()));
    }

    Figure run(int from, int to) {
        demandTheGood();
        double before = usedMiB();
        for (int at = from; at < to; at++) {
            index = at;
            one(message(at), false);
        }
        double kept = usedMiB() - before;
        return new Figure(
                decoder.name(),
                to - from,
                accepted,
                Map.copyOf(refused),
                thrown,
                worstMs,
                mostMiB,
                kept);
    }

    /** Who refuses everything would pass every other trial. */
    private void demandTheGood() {
        var refusals = new ArrayList<String>();
        for (var good : decoder.damage().good()) {
            try {
                decoder.reading().read(good.clone()).match(it -> {}, it -> refusals.add(it.why()));
            } catch (Exception | Error e) {
                refusals.add(shortened(String.valueOf(e)));
            }
        }
        if (refusals.size() == decoder.damage().good().size()) {
            findings.add(decoder.name() + " accepts no undamaged message: " + refusals);
        }
    }

    private void one(byte[] message, boolean again) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long began = System.nanoTime();
        beganNanos.set(began);
        var told = read(message);
        beganNanos.set(Long.MAX_VALUE);
        double ms = (System.nanoTime() - began) / 1e6;
        double mib = (THREADS.getCurrentThreadAllocatedBytes() - bytes) / (double) (1 << 20);
        if (ms > MOST_MS && !again) {
            // Somebody else's work on this machine is no finding.
            one(message, true);
            return;
        }
        told.run();
        worstMs = Math.max(worstMs, ms);
        mostMiB = Math.max(mostMiB, mib);
        if (ms > MOST_MS) {
            found("took %.0f ms".formatted(ms));
        }
        if (mib > MOST_MIB) {
            found("asked for %.0f MiB".formatted(mib));
        }
    }

    /** What is to be counted of it. */
    private Runnable read(byte[] message) {
        try {
            var outcome = decoder.reading().read(message);
            return () -> count(outcome);
        } catch (Exception | Error e) {
            return () -> {
                thrown++;
                found("threw " + shortened(String.valueOf(e)) + " at " + where(e));
            };
        }
    }

    private void count(Outcome<?> outcome) {
        outcome.match(
                value -> accepted++, loss -> refused.merge(loss.cause().name(), 1, Integer::sum));
    }

    private synchronized void found(String what) {
        if (findings.size() < MOST_TOLD) {
            findings.add(
                    "%s: message %d of seed %d %s; again: --only %s --at %d --seed %d"
                            .formatted(
                                    decoder.name(),
                                    index,
                                    seed,
                                    what,
                                    decoder.name(),
                                    index,
                                    seed));
        }
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    private static String where(Throwable e) {
        for (var frame : e.getStackTrace()) {
            if (frame.getClassName().startsWith("nightjar.")) {
                return frame.toString();
            }
        }
        return "?";
    }

    synchronized List<String> findings() {
        return List.copyOf(findings);
    }

    /** Whether it has been at one message for as long as nobody would wait. */
    boolean hangs() {
        long since = System.nanoTime() - Math.min(beganNanos.get(), System.nanoTime());
        boolean hangs = since > 20e9;
        if (hangs) {
            found("is not done after 20 s");
        }
        return hangs;
    }

    private static double usedMiB() {
        System.gc();
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return heap.getUsed() / (double) (1 << 20);
    }
}
