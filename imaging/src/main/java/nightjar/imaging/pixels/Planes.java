// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.pixels;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;

/**
 * The planes that a piece of work has: lent to it until it closes this, then free for the next. A
 * worker differences images of one size all night, and a plane of 4096 pixels is 64 MiB: to make
 * each anew would fill the heap with what was used once.
 *
 * <p>Who opened it closes it, and nothing of it is used after that. What is free is held softly, so
 * that it never is what memory runs short by.
 */
public final class Planes implements AutoCloseable {
    private static final int BAND = 128;
    private static final Shelf<float[]> FLOATS = new Shelf<>(float[]::new, a -> a.length);
    private static final Shelf<int[]> INTS = new Shelf<>(int[]::new, a -> a.length);

    private final boolean isPooled;
    private final List<float[]> floats = new ArrayList<>();
    private final List<int[]> ints = new ArrayList<>();

    private Planes(boolean isPooled) {
        this.isPooled = isPooled;
    }

    /**
     * Counts over all arrays behind planes and masks.
     *
     * @param made since this Java began
     * @param lent to somebody now
     */
    public record Census(long made, long lent) {}

    /** For a piece of work that will close it. */
    public static Planes open() {
        return new Planes(true);
    }

    /** For who keeps what he gets: each plane is new, and closing takes none away. */
    public static Planes kept() {
        return new Planes(false);
    }

    /** Of the same kind, for one step of the work, which closes it. */
    public Planes brief() {
        return new Planes(isPooled);
    }

    /** A plane with whatever was in it before, for who writes every pixel. */
    public Plane rough(int width, int height) {
        return new Plane(width, height, floats(Math.multiplyExact(width, height)));
    }

    /** A plane of zeroes. */
    public Plane blank(int width, int height) {
        Plane plane = rough(width, height);
        Bands.Rows rows = (from, to) -> Arrays.fill(plane.pixels, from * width, to * width, 0);
        Bands.run(0, isPooled ? height : 0, BAND, rows);
        return plane;
    }

    /** A mask with nothing marked. */
    public Mask mask(int width, int height) {
        var mask = new Mask(width, height, ints(Math.multiplyExact(width, height)));
        Bands.Rows rows = (from, to) -> Arrays.fill(mask.bits, from * width, to * width, 0);
        Bands.run(0, isPooled ? height : 0, BAND, rows);
        return mask;
    }

    private synchronized float[] floats(int length) {
        float[] array = isPooled ? FLOATS.take(length) : new float[length];
        floats.add(array);
        return array;
    }

    private synchronized int[] ints(int length) {
        int[] array = isPooled ? INTS.take(length) : new int[length];
        ints.add(array);
        return array;
    }

    /** Gives one back before the others, if it is from here. */
    public synchronized void done(Plane plane) {
        if (floats.removeIf(a -> a == plane.pixels) && isPooled) {
            FLOATS.back(plane.pixels);
        }
    }

    /** The same of a mask. */
    public synchronized void done(Mask mask) {
        if (ints.removeIf(a -> a == mask.bits) && isPooled) {
            INTS.back(mask.bits);
        }
    }

    /** Gives back all that it lent. */
    @Override
    public synchronized void close() {
        if (isPooled) {
            floats.forEach(FLOATS::back);
            ints.forEach(INTS::back);
        }
        floats.clear();
        ints.clear();
    }

    /** How many arrays there were and are. */
    public static Census census() {
        return new Census(FLOATS.made() + INTS.made(), FLOATS.lent() + INTS.lent());
    }

    /** Arrays that nobody has, by their length. */
    private static final class Shelf<A> {
        private final Map<Integer, Deque<SoftReference<A>>> free = new HashMap<>();
        private final IntFunction<A> maker;
        private final ToIntFunction<A> length;
        private long made;
        private long lent;

        Shelf(IntFunction<A> maker, ToIntFunction<A> length) {
            this.maker = maker;
            this.length = length;
        }

        synchronized A take(int size) {
            var fitting = free.getOrDefault(size, new ArrayDeque<>());
            for (var next = fitting.pollLast(); next != null; next = fitting.pollLast()) {
                A array = next.get();
                if (array != null) {
                    lent++;
                    return array;
                }
            }
            A array = maker.apply(size);
            made++;
            lent++;
            return array;
        }

        synchronized void back(A array) {
            int size = length.applyAsInt(array);
            free.computeIfAbsent(size, s -> new ArrayDeque<>()).addLast(new SoftReference<>(array));
            lent--;
        }

        synchronized long made() {
            return made;
        }

        synchronized long lent() {
            return lent;
        }
    }
}
