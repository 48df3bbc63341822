// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.scene;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import nightjar.imaging.fits.FitsWriter;
import nightjar.imaging.sky.Wcs;

/** Takes pictures of a scene: Moffat seeing that varies over the field, photon noise, defects. */
public final class Camera {
    public static final double SKY = 916;
    public static final double READ_NOISE = 6;
    public static final double GAIN = 1.6;
    public static final double SATURATE = 60_000;
    public static final double MAG_ZERO = 30.5;
    private static final double BETA = 3;

    public final double fwhm;
    public final int size;
    private final Random random;
    private final double[] light;
    private final boolean[] defect;

    /**
     * @param fwhm of the Moffat profile, pixels
     */
    public Camera(long seed, int size, double fwhm) {
        this.random = new Random(seed);
        this.size = size;
        this.fwhm = fwhm;
        this.light = new double[size * size];
        this.defect = new boolean[size * size];
    }

    /** Light of the scene so far without noise or sky, electrons. */
    public double light(int x, int y) {
        return light[y * size + x];
    }

    /** Puts stars and galaxies on the detector; stars jitter by so many pixels, each by itself. */
    public Camera expose(Scene scene, Wcs wcs, double jitter) {
        for (Scene.Point p : scene.stars) {
            double[] at = wcs.toPixel(p.ra(), p.dec());
            add(
                    at[0] + jitter * random.nextGaussian(),
                    at[1] + jitter * random.nextGaussian(),
                    p.flux());
        }
        for (Scene.Point p : scene.galaxies) {
            double[] at = wcs.toPixel(p.ra(), p.dec());
            add(at[0], at[1], p.flux());
        }
        return this;
    }

    /** Puts the transients on the detector. */
    public Camera exposeTransients(Scene scene, Wcs wcs) {
        for (Scene.Transient t : scene.transients) {
            double[] at = wcs.toPixel(t.ra(), t.dec());
            add(at[0], at[1], t.flux());
        }
        return this;
    }

    /** The seeing at a place: wider towards one corner, a little elongated. */
    private double alpha(double x) {
        double local = fwhm * (1 + 0.03 * (2 * x / size - 1));
        return local / (2 * Math.sqrt(Math.pow(2, 1 / BETA) - 1));
    }

    /** Share of a point source's light in a pixel at that offset. */
    public double psf(double x, double dx, double dy) {
        double a = alpha(x);
        double r2 = (dx * dx * 1.03 + dy * dy / 1.03) / (a * a);
        double q = 1 + r2;
        return (BETA - 1) / (Math.PI * a * a) / (q * q * q);
    }

    /** Adds one point source. */
    public void add(double x, double y, double flux) {
        int reach = flux > 2e5 ? 90 : flux > 2e4 ? 45 : flux > 3e3 ? 28 : 18;
        int x0 = Math.max(0, (int) Math.ceil(x - reach));
        int x1 = Math.min(size - 1, (int) Math.floor(x + reach));
        int y0 = Math.max(0, (int) Math.ceil(y - reach));
        int y1 = Math.min(size - 1, (int) Math.floor(y + reach));
        for (int j = y0; j <= y1; j++) {
            for (int i = x0; i <= x1; i++) {
                light[j * size + i] += flux * psf(x, i - x, j - y);
            }
        }
    }

    /** A straight line of light with the seeing's width. */
    public Camera trail(double x0, double y0, double x1, double y1, double perPixel) {
        double length = Math.hypot(x1 - x0, y1 - y0);
        for (double t = 0; t < length; t += 0.5) {
            add(x0 + (x1 - x0) * t / length, y0 + (y1 - y0) * t / length, perPixel / 2);
        }
        return this;
    }

    /** Signal to noise of a point source by the optimal filter, with the light that is there. */
    public double trueSnr(double x, double y, double flux) {
        double sum = 0;
        for (int j = -15; j <= 15; j++) {
            for (int i = -15; i <= 15; i++) {
                int px = (int) Math.round(x) + i;
                int py = (int) Math.round(y) + j;
                if (px >= 0 && py >= 0 && px < size && py < size) {
                    double p = psf(x, px - x, py - y);
                    double v = light(px, py) + SKY + READ_NOISE * READ_NOISE;
                    sum += p * p / v;
                }
            }
        }
        return flux * Math.sqrt(sum);
    }

    /** Share of a point source's light there that falls on pixels with a defect. */
    public double maskedFraction(double x, double y) {
        double sum = 0;
        for (int j = -8; j <= 8; j++) {
            for (int i = -8; i <= 8; i++) {
                int px = (int) Math.round(x) + i;
                int py = (int) Math.round(y) + j;
                boolean out = px < 0 || py < 0 || px >= size || py >= size;
                if (out || defect[py * size + px]) {
                    sum += psf(x, px - x, py - y);
                }
            }
        }
        return sum;
    }

    /** Writes a raw exposure: uint16 with sky, noise, saturation, cosmic rays, bad columns. */
    public void writeRaw(Path file, Wcs wcs, int rays, int columns) throws IOException {
        double[] e = noisy(1);
        cosmicRays(e, rays);
        double[] adu = new double[e.length];
        for (int i = 0; i < e.length; i++) {
            adu[i] = e[i] / GAIN;
        }
        for (int k = 0; k < columns; k++) {
            int column = random.nextInt(size);
            boolean dead = k % 2 == 0;
            for (int y = 0; y < size; y++) {
                defect[y * size + column] = true;
                adu[y * size + column] =
                        dead ? 40 + random.nextInt(20) : adu[y * size + column] + 700;
            }
        }
        short[] counts = new short[adu.length];
        for (int i = 0; i < adu.length; i++) {
            long v = Math.round(Math.min(SATURATE, Math.max(0, adu[i])));
            defect[i] |= v >= 0.95 * SATURATE;
            counts[i] = (short) (v - 32768);
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            var w = new FitsWriter().image("", 16, size, size);
            w.real("BZERO", 32768, "").real("BSCALE", 1, "");
            w.text("TIMESYS", "TAI", "").real("MJD-BEG", 61364.1, "");
            w.real("MJD-END", 61364.1 + 30 / 86400.0, "").real("EXPTIME", 30, "");
            w.text("BAND", "r", "").real("SATURATE", SATURATE, "");
            common(w, wcs, GAIN, READ_NOISE).shorts(out, counts);
        }
    }

    /** Writes a template: float32, the noise of the mean of {@code depth} exposures. */
    public void writeTemplate(Path file, Wcs wcs, int depth) throws IOException {
        double[] e = noisy(depth);
        float[] adu = new float[e.length];
        for (int i = 0; i < e.length; i++) {
            adu[i] = (float) Math.min(SATURATE, e[i] / GAIN);
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            var w = new FitsWriter().image("", -32, size, size);
            w.real("SATURATE", SATURATE, "");
            common(w, wcs, GAIN * depth, READ_NOISE / Math.sqrt(depth)).floats(out, adu, 1);
        }
    }

    private static FitsWriter common(FitsWriter w, Wcs wcs, double gain, double noise) {
        w.real("GAIN", gain, "").real("RDNOISE", noise, "").real("MAGZERO", MAG_ZERO, "");
        double[] origin = wcs.toPixel(62.0, -37.0);
        double[] j = wcs.jacobian(origin[0], origin[1]);
        w.text("CTYPE1", "RA---TAN", "").text("CTYPE2", "DEC--TAN", "");
        w.real("CRVAL1", 62.0, "").real("CRVAL2", -37.0, "");
        w.real("CRPIX1", origin[0] + 1, "").real("CRPIX2", origin[1] + 1, "");
        w.real("CD1_1", j[0], "").real("CD1_2", j[1], "");
        return w.real("CD2_1", j[2], "").real("CD2_2", j[3], "");
    }

    private double[] noisy(int depth) {
        double[] e = new double[light.length];
        for (int i = 0; i < e.length; i++) {
            double mean = light[i] + SKY;
            double sigma = Math.sqrt((mean + READ_NOISE * READ_NOISE) / depth);
            e[i] = mean + sigma * random.nextGaussian();
        }
        return e;
    }

    private void cosmicRays(double[] e, int rays) {
        for (int k = 0; k < rays; k++) {
            double x = random.nextDouble() * size;
            double y = random.nextDouble() * size;
            double angle = 2 * Math.PI * random.nextDouble();
            int length = 1 + random.nextInt(12);
            double charge = 300 + 4000 * random.nextDouble();
            for (int t = 0; t < length; t++) {
                int px = (int) (x + t * Math.cos(angle));
                int py = (int) (y + t * Math.sin(angle));
                if (px >= 0 && py >= 0 && px < size && py < size) {
                    defect[py * size + px] = true;
                    e[py * size + px] += charge * (0.5 + random.nextDouble());
                }
            }
        }
    }
}
