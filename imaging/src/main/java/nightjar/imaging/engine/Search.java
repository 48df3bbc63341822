// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.List;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.detect.Detection;
import nightjar.imaging.detect.Halos;
import nightjar.imaging.detect.Peaks;
import nightjar.imaging.detect.ScoreImage;
import nightjar.imaging.detect.Trail;
import nightjar.imaging.detect.TrailFinder;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Planes;

/**
 * What a search of a difference found.
 *
 * @param trails long and straight, strongest first
 * @param detections maxima of the score beyond the threshold, of both signs
 */
record Search(List<Trail> trails, ScoreImage.Score score, List<Detection> detections) {
    private static final double THRESHOLD = 5;
    private static final int IGNORED = Mask.UNUSABLE | Mask.EDGE | Mask.STREAK;

    /** Takes the glow of bright stars away, marks trails, and looks for point sources. */
    static Search of(Frame science, Difference d, Planes planes, Progress progress)
            throws Unusable {
        double fwhm = d.psf().fwhm();
        progress.at("halos", 0.61);
        Halos.remove(d, science.stars(), (int) Math.round(1.3 * fwhm));
        progress.at("trails", 0.62);
        List<Trail> trails = TrailFinder.find(d, d.psf().moments().size());
        progress.at("score", 0.65);
        ScoreImage.Score score =
                ScoreImage.of(
                        d.difference(),
                        d.variance(),
                        d.mask(),
                        IGNORED,
                        d.psf(),
                        (int) Math.max(4, Math.round(1.6 * fwhm)),
                        planes,
                        progress);
        int apart = (int) Math.max(2, Math.round(0.6 * fwhm));
        return new Search(trails, score, Peaks.find(score.image(), d.mask(), THRESHOLD, apart));
    }
}
