// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.detect;

import java.util.ArrayList;
import java.util.List;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Pile;
import nightjar.imaging.pixels.Plane;

/** Regions of |S| above a threshold, of one sign each, and the maxima on them. */
public final class Peaks {
    private final Plane score;
    private final Mask mask;
    private final double threshold;
    private final int apart;
    private final Pile patch = new Pile();

    private Peaks(Plane score, Mask mask, double threshold, int apart) {
        this.score = score;
        this.mask = mask;
        this.threshold = threshold;
        this.apart = apart;
    }

    /**
     * Detections, row by row; DETECTED and DETECTED_NEGATIVE are added to the mask.
     *
     * @param apart maxima closer than this, in pixels, are one
     */
    public static List<Detection> find(Plane score, Mask mask, double threshold, int apart) {
        return new Peaks(score, mask, threshold, apart).find();
    }

    private List<Detection> find() {
        var found = new ArrayList<Detection>();
        for (int i = 0; i < score.pixels.length; i++) {
            float s = score.pixels[i];
            boolean seen = (mask.bits[i] & (Mask.DETECTED | Mask.DETECTED_NEGATIVE)) != 0;
            if (Math.abs(s) >= threshold && !seen) {
                region(i, s < 0 ? -1 : 1, found);
            }
        }
        return found;
    }

    private void region(int seed, int sign, List<Detection> found) {
        int bit = sign > 0 ? Mask.DETECTED : Mask.DETECTED_NEGATIVE;
        flood(seed, sign, bit);
        int size = patch.size();
        int x0 = Integer.MAX_VALUE;
        int y0 = Integer.MAX_VALUE;
        int x1 = 0;
        int y1 = 0;
        var tops = new ArrayList<int[]>();
        for (int k = 0; k < size; k++) {
            int x = patch.at(k) % score.width;
            int y = patch.at(k) / score.width;
            x0 = Math.min(x0, x);
            x1 = Math.max(x1, x);
            y0 = Math.min(y0, y);
            y1 = Math.max(y1, y);
            if (isTop(x, y, sign)) {
                tops.add(new int[] {x, y});
            }
        }
        for (int[] t : tops) {
            double s = score.at(t[0], t[1]);
            found.add(new Detection(t[0], t[1], s, x0, y0, x1, y1, size, tops.size()));
        }
    }

    /** Collects the region's pixels. */
    private void flood(int seed, int sign, int bit) {
        patch.clear();
        patch.add(seed);
        mask.bits[seed] |= bit;
        for (int k = 0; k < patch.size(); k++) {
            int x = patch.at(k) % score.width;
            int y = patch.at(k) / score.width;
            for (int j = Math.max(0, y - 1); j <= Math.min(score.height - 1, y + 1); j++) {
                for (int i = Math.max(0, x - 1); i <= Math.min(score.width - 1, x + 1); i++) {
                    int at = j * score.width + i;
                    if (sign * score.pixels[at] >= threshold && (mask.bits[at] & bit) == 0) {
                        mask.bits[at] |= bit;
                        patch.add(at);
                    }
                }
            }
        }
    }

    private boolean isTop(int x, int y, int sign) {
        float v = sign * score.at(x, y);
        for (int j = -apart; j <= apart; j++) {
            for (int i = -apart; i <= apart; i++) {
                if (score.contains(x + i, y + j) && i * i + j * j <= apart * apart) {
                    float o = sign * score.at(x + i, y + j);
                    boolean earlier = j < 0 || (j == 0 && i < 0);
                    if (o > v || (o == v && earlier)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
