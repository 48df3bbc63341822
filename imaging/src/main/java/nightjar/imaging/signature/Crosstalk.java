// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import java.util.List;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Bands;

/**
 * Amplifiers are read at the same moments, and each hears a little of the others. The coefficients
 * are small enough (some 1e-4) for what is subtracted to be that of the pixels as read: what the
 * source itself heard would change it by their square.
 */
final class Crosstalk {
    private final List<Amplifier> amplifiers;
    private final double[][] heard;

    private Crosstalk(List<Amplifier> amplifiers, double[][] heard) {
        this.amplifiers = amplifiers;
        this.heard = heard;
    }

    /** Takes out of each amplifier's data, its overscan subtracted already, the others' signals. */
    static void subtract(Raw raw, Table table) throws Unusable {
        List<Amplifier> all = raw.amplifiers();
        int n = all.size();
        double[][] heard = new double[n][n];
        for (int victim = 0; victim < n; victim++) {
            var row = table.row(all.get(victim).name());
            if (row.isEmpty()) {
                throw table.bad("has no row for amplifier " + all.get(victim).name());
            }
            if (!all.get(victim).data().hasSizeOf(all.get(0).data())) {
                throw new Unusable(
                        FailureCause.WRONG_SHAPE,
                        raw.name() + ": amplifiers of several sizes cannot hear each other");
            }
            for (int source = 0; source < n; source++) {
                if (source != victim) {
                    heard[victim][source] = table.number(row.get(), all.get(source).name());
                }
            }
        }
        var crosstalk = new Crosstalk(all, heard);
        Bands.run(0, all.get(0).data().height(), 64, crosstalk::rows);
    }

    private void rows(int from, int to) {
        int n = amplifiers.size();
        int width = amplifiers.get(0).data().width();
        float[][] read = new float[n][width];
        for (int j = from; j < to; j++) {
            for (int a = 0; a < n; a++) {
                Amplifier amplifier = amplifiers.get(a);
                System.arraycopy(
                        amplifier.pixels().pixels, amplifier.index(0, j), read[a], 0, width);
                for (int i = 0; i < width; i++) {
                    read[a][i] = Float.isNaN(read[a][i]) ? 0 : read[a][i];
                }
            }
            for (int victim = 0; victim < n; victim++) {
                Amplifier amplifier = amplifiers.get(victim);
                int at = amplifier.index(0, j);
                for (int source = 0; source < n; source++) {
                    float c = (float) heard[victim][source];
                    if (c != 0) {
                        take(amplifier.pixels().pixels, at, read[source], c);
                    }
                }
            }
        }
    }

    private static void take(float[] from, int at, float[] signal, float share) {
        for (int i = 0; i < signal.length; i++) {
            from[at + i] -= share * signal[i];
        }
    }
}
