// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.inject;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import nightjar.imaging.FailureCause;
import nightjar.imaging.Unusable;
import nightjar.imaging.engine.Frame;
import nightjar.imaging.measure.Calibration;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.psf.PsfLearner;
import nightjar.imaging.psf.PsfModel;
import nightjar.imaging.psf.StarSelection;

/** Puts point sources into an image as it was read, with the image's own PSF and photon noise. */
public final class Injector {
    private static final long SEED = 1;
    private static final double FAINTEST = 4;
    private static final double BRIGHTEST = 60;
    private static final double APART = 24;
    private static final int TRIES = 50;

    private final Frame plain;
    private final PsfModel psf;
    private final double units;

    /**
     * @param plain the same image made ready without anything put in
     */
    public Injector(Frame plain) throws Unusable {
        this.plain = plain;
        this.psf =
                PsfLearner.learn(
                                plain.image(),
                                plain.skySigma(),
                                StarSelection.select(plain.stars()),
                                plain.stars())
                        .map(PsfLearner.Learnt::psf)
                        .orElseThrow(
                                () ->
                                        new Unusable(
                                                FailureCause.TOO_FEW_STARS,
                                                "no star to learn the PSF of injected sources"));
        this.units = units(plain);
    }

    /** Nanojanskys per image unit by the header; one without a zero point in it. */
    private static double units(Frame plain) {
        double zero = plain.magZero().orElse(Calibration.NANOJANSKY_MAG);
        return new Calibration(zero, "header").scale();
    }

    /** What to put in, listed or drawn. */
    public List<Injection.Source> choose(Injection injection) {
        var all = new ArrayList<>(injection.listed());
        var random = new Random(SEED);
        for (int n = 0; n < injection.drawn(); n++) {
            Injection.Source next = draw(random);
            for (int k = 0; k < TRIES && crowded(next, all); k++) {
                next = draw(random);
            }
            all.add(next);
        }
        return all;
    }

    private Injection.Source draw(Random random) {
        double x = random.nextDouble() * (plain.image().width - 1);
        double y = random.nextDouble() * (plain.image().height - 1);
        double snr = FAINTEST * Math.pow(BRIGHTEST / FAINTEST, random.nextDouble());
        double squares = 0;
        for (float p : psf.at(x, y).pixels) {
            squares += p * p;
        }
        double sigma = plain.skySigma().at(x, y) / Math.sqrt(squares);
        return new Injection.Source(x, y, snr * sigma * units);
    }

    private static boolean crowded(Injection.Source s, List<Injection.Source> others) {
        return others.stream().anyMatch(o -> Math.hypot(o.x() - s.x(), o.y() - s.y()) < APART);
    }

    /** Adds them to the pixels. */
    public void addTo(Plane image, List<Injection.Source> sources) {
        var random = new Random(SEED + 1);
        for (Injection.Source s : sources) {
            int cx = (int) Math.round(s.x());
            int cy = (int) Math.round(s.y());
            Plane p = PsfModel.moved(psf.at(s.x(), s.y()), s.x() - cx, s.y() - cy);
            int r = p.width / 2;
            for (int j = -r; j <= r; j++) {
                for (int i = -r; i <= r; i++) {
                    if (image.contains(cx + i, cy + j)) {
                        double light = s.flux() / units * p.at(r + i, r + j);
                        double photons = Math.sqrt(Math.abs(light) / plain.gain());
                        double v = light + photons * random.nextGaussian();
                        image.set(cx + i, cy + j, (float) (image.at(cx + i, cy + j) + v));
                    }
                }
            }
        }
    }
}
