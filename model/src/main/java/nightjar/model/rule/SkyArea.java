// SPDX-License-Identifier: Apache-2.0
package nightjar.model.rule;

import java.io.Serializable;
import nightjar.model.sky.SkyMask;
import nightjar.model.sky.SkyPosition;

/** A part of the sky that pipelines are meant for. */
public sealed interface SkyArea extends Serializable {

    boolean contains(SkyPosition position);

    /**
     * Declinations, both ends included.
     *
     * @param minDeg degrees; may lie beyond the pole
     * @param maxDeg degrees, greater than the other
     */
    record DecRange(double minDeg, double maxDeg) implements SkyArea {
        public DecRange {
            if (!(minDeg < maxDeg)) {
                throw new IllegalArgumentException("min must be less than max");
            }
        }

        @Override
        public boolean contains(SkyPosition position) {
            return position.decDeg() >= minDeg && position.decDeg() <= maxDeg;
        }
    }

    /**
     * Right ascensions from one eastward to the other, both ends included. Ends are taken modulo
     * 360, and equal ones mean every right ascension: 0 to 360 is the whole circle.
     */
    record RaRange(double minDeg, double maxDeg) implements SkyArea {
        public RaRange {
            if (!Double.isFinite(minDeg) || !Double.isFinite(maxDeg)) {
                throw new IllegalArgumentException("both ends must be numbers");
            }
            minDeg = turned(minDeg);
            maxDeg = turned(maxDeg);
        }

        @Override
        public boolean contains(SkyPosition position) {
            double ra = turned(position.raDeg());
            return minDeg < maxDeg ? ra >= minDeg && ra <= maxDeg : ra >= minDeg || ra <= maxDeg;
        }

        private static double turned(double deg) {
            double positive = ((deg % 360) + 360) % 360;
            return positive == 0 ? 0.0 : positive;
        }
    }

    /** What a map marks. */
    record Masked(SkyMask mask) implements SkyArea {
        @Override
        public boolean contains(SkyPosition position) {
            return mask.contains(position);
        }
    }
}
