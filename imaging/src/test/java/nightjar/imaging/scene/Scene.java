// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nightjar.imaging.sky.SkyPosition;
import nightjar.imaging.sky.Wcs;

/** What is in the sky of one field: points of light, some of which came since the template. */
public final class Scene {
    /** Electrons per second make no sense here: fluxes are electrons in the science exposure. */
    public record Point(double ra, double dec, double flux) {}

    /**
     * A source that is only in the science image (or, with negative flux, only in the template).
     *
     * @param where on "blank" sky, on a "host", near a "star"
     */
    public record Transient(double x, double y, double ra, double dec, double flux, String where) {}

    public final int size;
    public final Wcs wcs;
    public final List<Point> stars = new ArrayList<>();
    public final List<Point> galaxies = new ArrayList<>();
    public final List<Transient> transients = new ArrayList<>();

    private final Random random;

    /** A field of that many pixels with about 1200 stars and 360 galaxies per 1024 squared. */
    public Scene(long seed, int size) {
        this.size = size;
        this.random = new Random(seed);
        double scale = 0.2 / 3600;
        this.wcs =
                Wcs.tan(
                        62.0,
                        -37.0,
                        new double[] {size / 2.0, size / 2.0},
                        new double[] {-scale, 0, 0, scale});
        double area = size * (double) size / (1024 * 1024);
        for (int i = 0; i < 1200 * area; i++) {
            // counts grow as flux to the -0.7: from below the limit to saturation
            double flux = 250 * Math.pow(random.nextDouble() + 3e-6, -1 / 0.7);
            stars.add(point(place(), place(), Math.min(flux, 8e6)));
        }
        for (int i = 0; i < 360 * area; i++) {
            galaxy(place(), place(), 1500 * Math.pow(random.nextDouble() + 1e-3, -0.9));
        }
    }

    private double place() {
        return random.nextDouble() * (size + 40) - 20;
    }

    private Point point(double x, double y, double flux) {
        SkyPosition p = wcs.toSky(x, y);
        return new Point(p.raDeg(), p.decDeg(), flux);
    }

    /** An exponential disc, as a cloud of points that any PSF can be put on. */
    private void galaxy(double x, double y, double flux) {
        double length = 1.5 + 3 * random.nextDouble();
        double axis = 0.4 + 0.6 * random.nextDouble();
        double angle = Math.PI * random.nextDouble();
        int n = 80;
        for (int i = 0; i < n; i++) {
            // quantiles of the disc's growth curve, golden-angle around
            double r = -length * Math.log(1 - (i + 0.5) / n) * 0.9;
            double a = 2.399963 * i;
            double u = r * Math.cos(a);
            double v = r * Math.sin(a) * axis;
            double dx = u * Math.cos(angle) - v * Math.sin(angle);
            double dy = u * Math.sin(angle) + v * Math.cos(angle);
            galaxies.add(point(x + dx, y + dy, flux / n));
        }
    }

    /**
     * Adds transients of fluxes between the limits: half on blank sky, half on hosts and near
     * stars.
     */
    public Scene withTransients(int count, double faintest, double brightest) {
        for (int i = 0; i < count; i++) {
            double flux = faintest * Math.pow(brightest / faintest, random.nextDouble());
            double x = 20 + random.nextDouble() * (size - 40);
            double y = 20 + random.nextDouble() * (size - 40);
            String where = i % 4 < 2 ? "blank" : i % 4 == 2 ? "host" : "star";
            if (!where.equals("blank")) {
                double[] near = near(where);
                x = near[0];
                y = near[1];
            }
            SkyPosition p = wcs.toSky(x, y);
            transients.add(new Transient(x, y, p.raDeg(), p.decDeg(), flux, where));
        }
        return this;
    }

    private double[] near(String where) {
        for (int attempt = 0; ; attempt++) {
            boolean host = where.equals("host");
            Point p =
                    host
                            ? galaxies.get(random.nextInt(galaxies.size() / 80) * 80)
                            : stars.get(random.nextInt(stars.size()));
            double[] at = wcs.toPixel(p.ra, p.dec);
            double r = host ? 3 * random.nextDouble() : 4 + 8 * random.nextDouble();
            double a = 2 * Math.PI * random.nextDouble();
            double x = at[0] + r * Math.cos(a);
            double y = at[1] + r * Math.sin(a);
            boolean inside = x > 20 && y > 20 && x < size - 20 && y < size - 20;
            boolean fit = host || (p.flux > 3e3 && p.flux < 4e5);
            if (inside && (fit || attempt > 1000)) {
                return new double[] {x, y};
            }
        }
    }
}
