// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.signature;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Statistics;

/**
 * What an amplifier makes of charge. From amplifiers.csv; else from the header; else the gain from
 * the photon noise of the sky that it read, the read noise from the overscan, the saturation from
 * what its converter can tell.
 *
 * @param gain electrons per ADU
 * @param readNoise electrons rms
 * @param saturation ADU above the overscan
 */
record Electronics(double gain, double readNoise, double saturation) {
    private static final double ASSUMED_READ_NOISE = 5;

    /** Converters of 16 bits, and of LSSTCam's 18, end here; a little before, to be sure. */
    private static final double SIXTEEN_BITS = 65_000;

    private static final double EIGHTEEN_BITS = 260_000;

    static Electronics of(
            Amplifier amplifier,
            Optional<Table> table,
            Optional<Overscan> overscan,
            Set<String> flags)
            throws Unusable {
        if (table.isPresent()) {
            Optional<List<String>> row = table.get().row(amplifier.name());
            if (row.isPresent()) {
                return told(table.get(), row.get());
            }
            throw table.get().bad("has no row for amplifier " + amplifier.name());
        }
        double saturation = saturation(amplifier, overscan, flags);
        OptionalDouble known = amplifier.positive("GAIN", "EGAIN");
        double noiseAdu = overscan.map(Overscan::noise).orElse(0.0);
        double gain;
        if (known.isPresent()) {
            flags.add("GAIN_FROM_HEADER");
            gain = known.getAsDouble();
        } else {
            flags.add("GAIN_FROM_SKY");
            gain = skyGain(amplifier, overscan, noiseAdu);
        }
        return new Electronics(gain, readNoise(amplifier, noiseAdu, gain, flags), saturation);
    }

    private static Electronics told(Table table, List<String> row) throws Unusable {
        double gain = table.number(row, "gain");
        double noise = table.number(row, "readNoise");
        double full = table.number(row, "saturation");
        if (gain <= 0 || noise < 0 || full <= 0) {
            throw table.bad("row " + row.get(0) + ": gain and saturation must be positive");
        }
        return new Electronics(gain, noise, full);
    }

    private static double readNoise(
            Amplifier amplifier, double noiseAdu, double gain, Set<String> flags) {
        OptionalDouble known = amplifier.positive("RDNOISE", "READNOIS", "RON");
        if (known.isPresent()) {
            flags.add("RDNOISE_FROM_HEADER");
            return known.getAsDouble();
        }
        if (noiseAdu > 0) {
            flags.add("RDNOISE_FROM_OVERSCAN");
            return noiseAdu * gain;
        }
        flags.add("RDNOISE_ASSUMED");
        return ASSUMED_READ_NOISE;
    }

    /** A header's saturation counts from zero, the table's from the overscan. */
    private static double saturation(
            Amplifier amplifier, Optional<Overscan> overscan, Set<String> flags) {
        double floor = overscan.map(o -> (double) o.level()[o.level().length / 2]).orElse(0.0);
        OptionalDouble known = amplifier.positive("SATURATE", "SATLEVEL");
        if (known.isPresent() && known.getAsDouble() > floor) {
            flags.add("SATURATION_FROM_HEADER");
            return known.getAsDouble() - floor;
        }
        flags.add("SATURATION_ASSUMED");
        var h = amplifier.header();
        boolean isShort = h.integer("ZBITPIX", h.integer("BITPIX", 16)) == 16;
        return Math.max(1, (isShort ? SIXTEEN_BITS : EIGHTEEN_BITS) - floor);
    }

    /** Neighbours in a row differ by noise alone, stars and gradients apart. */
    private static double skyGain(Amplifier a, Optional<Overscan> overscan, double noiseAdu) {
        int n = 0;
        int step = Math.max(1, a.data().height() / 200);
        int columns = a.data().width() / 2;
        float[] level = new float[columns * (a.data().height() / step + 1)];
        float[] steps = new float[level.length];
        for (int j = 0; j < a.data().height(); j += step) {
            float zero = overscan.isPresent() ? overscan.get().level()[j] : 0;
            for (int i = 0; i < columns; i++) {
                float one = a.pixels().pixels[a.index(2 * i, j)];
                float two = a.pixels().pixels[a.index(2 * i + 1, j)];
                if (!Float.isNaN(one + two)) {
                    level[n] = 0.5f * (one + two) - zero;
                    steps[n++] = two - one;
                }
            }
        }
        double sigma = Statistics.clip(steps, n, 3.5).sigma() / Math.sqrt(2);
        double photons = sigma * sigma - noiseAdu * noiseAdu;
        double sky = Statistics.median(level, n);
        boolean isTold = photons > 0 && sky > 10 * sigma;
        return isTold ? Math.max(0.05, Math.min(50, sky / photons)) : 1;
    }
}
