// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

import java.util.OptionalDouble;

/**
 * One exposure as the sky and the air make it: paints a field onto a grid, each source at its own
 * place on that grid; nothing is ever resampled.
 *
 * @param electronsPerNJy of the whole exposure through a perfectly clear sky
 * @param halfRaftPx unit of the focal-plane coordinates of the PSF
 */
public record Scene(
        Grid grid,
        Conditions air,
        double electronsPerNJy,
        double exposureSeconds,
        double halfRaftPx) {
    // What a source leaves out beyond the radius to which it is drawn, in electrons per px.
    private static final double UNSEEN = 0.4;
    // How densely a galaxy's points lie at 0.2 arcsec per px, the flattening of most included.
    private static final double POINTS_PER_PIXEL = 0.3;

    /** Electrons of a flux in this exposure. */
    public double electrons(double nJy) {
        return nJy * electronsPerNJy * air.transparency();
    }

    /** Mean electrons per px of the empty sky. */
    public double skyElectrons() {
        double area = grid.arcsecPerPixel() * grid.arcsecPerPixel();
        return Photometry.nJy(air.skyMag()) * area * electronsPerNJy;
    }

    public Moffat psfAt(PixelPoint p) {
        double u = (p.x() - grid.pointingPixel().x()) / halfRaftPx;
        double v = (p.y() - grid.pointingPixel().y()) / halfRaftPx;
        return air.psf(u, v, grid.arcsecPerPixel());
    }

    /** The steady sky: background, stars and galaxies. */
    public Canvas paintSteady(Field field) {
        Canvas canvas = new Canvas(grid.width(), grid.height());
        canvas.addSky(skyElectrons(), air.skySlopeX(), air.skySlopeY());
        for (Star star : field.stars()) {
            paint(canvas, star.at(), star.nJy());
        }
        for (Galaxy galaxy : field.galaxies()) {
            paint(canvas, galaxy);
        }
        return canvas;
    }

    /** Paints one point source. */
    public void paint(Canvas canvas, SkyPoint at, double nJy) {
        PixelPoint p = grid.toPixel(at);
        if (grid.holds(p, 80)) {
            Moffat psf = psfAt(p);
            double flux = electrons(nJy);
            canvas.addPoint(air.displaced(p), flux, psf, psf.reach(flux, UNSEEN));
        }
    }

    private void paint(Canvas canvas, Galaxy galaxy) {
        PixelPoint centre = grid.toPixel(galaxy.at());
        if (!grid.holds(centre, 80)) {
            return;
        }
        Moffat psf = psfAt(centre);
        double flux = electrons(galaxy.nJy());
        int reach = psf.reach(flux, UNSEEN);
        PixelPoint seen = air.displaced(centre);
        for (int k = 0; k < galaxy.points(); k++) {
            PixelPoint step = grid.stepOf(galaxy.east(k), galaxy.north(k));
            PixelPoint at = new PixelPoint(seen.x() + step.x(), seen.y() + step.y());
            double light = flux * galaxy.share(k);
            int enough = psf.reachAmong(light, POINTS_PER_PIXEL, UNSEEN);
            canvas.addPoint(at, light, psf, Math.min(reach, enough));
        }
    }

    /** Paints an asteroid that moves a little while the shutter is open. */
    public void paint(Canvas canvas, Wanderer wanderer, double openAt) {
        int steps = 5;
        for (int i = 0; i < steps; i++) {
            double t = openAt + exposureSeconds * (i + 0.5) / steps;
            paint(canvas, wanderer.at(t), wanderer.nJy() / steps);
        }
    }

    /**
     * The light of a satellite alone: its points laid closer than a pixel along its way.
     *
     * @param nJy its brightness while it is in view
     */
    public Canvas paint(SatelliteTrack track, double nJy) {
        Canvas canvas = new Canvas(grid.width(), grid.height());
        double[] span = timesNearby(track);
        double pixels = grid.toPixel(track.at(span[0])).distanceTo(grid.toPixel(track.at(span[1])));
        int steps = (int) Math.ceil(pixels / 0.8);
        double dt = (span[1] - span[0]) / Math.max(1, steps);
        double flux = electrons(nJy) * dt / exposureSeconds;
        for (int i = 0; i < steps; i++) {
            PixelPoint p = grid.toPixel(track.at(span[0] + (i + 0.5) * dt));
            if (grid.holds(p, 40)) {
                Moffat psf = psfAt(p);
                canvas.addPoint(air.displaced(p), flux, psf, psf.reach(flux, UNSEEN / 20));
            }
        }
        return canvas;
    }

    // Seconds after the opening of the shutter between which the satellite is on or near the grid.
    private double[] timesNearby(SatelliteTrack track) {
        int n = 4000;
        double first = exposureSeconds;
        double last = 0;
        for (int i = 0; i <= n; i++) {
            double t = exposureSeconds * i / n;
            if (grid.holds(grid.toPixel(track.at(t)), 60)) {
                first = Math.min(first, t);
                last = t;
            }
        }
        double step = exposureSeconds / n;
        return first > last
                ? new double[] {0, 0}
                : new double[] {Math.max(0, first - step), Math.min(exposureSeconds, last + step)};
    }

    /** Middle of the satellite's way over the grid in seconds after the opening, or nothing. */
    public OptionalDouble middle(SatelliteTrack track) {
        double[] span = timesNearby(track);
        return span[1] <= span[0]
                ? OptionalDouble.empty()
                : OptionalDouble.of((span[0] + span[1]) / 2);
    }

    /** Whether a star brighter than r = 23 stands that near. */
    public static boolean nearStar(Field field, SkyPoint at, double arcsec) {
        double bright = Photometry.nJy(23);
        return field.stars().stream()
                .filter(s -> s.nJy() > bright)
                .anyMatch(s -> near(s.at(), at, arcsec));
    }

    /** Whether a point lies in the light of a galaxy bright enough to matter. */
    public static boolean onHost(Field field, SkyPoint at) {
        double bright = Photometry.nJy(23.5);
        return field.galaxies().stream()
                .filter(g -> g.nJy() > bright)
                .anyMatch(g -> near(g.at(), at, Math.max(0.6, 2 * g.halfLightArcsec())));
    }

    // The declination alone rules out nearly all, without trigonometry.
    private static boolean near(SkyPoint a, SkyPoint b, double arcsec) {
        return Math.abs(a.decDeg() - b.decDeg()) * 3600 <= arcsec && a.arcsecTo(b) <= arcsec;
    }
}
