// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.measure.Calibration;
import nightjar.imaging.measure.Judged;
import nightjar.imaging.measure.Measurer;
import nightjar.imaging.measure.Mismatch;
import nightjar.imaging.measure.NoiseFactors;
import nightjar.imaging.measure.SourceRow;
import nightjar.imaging.measure.TrailRow;
import nightjar.imaging.product.Summary;

/**
 * What was measured on a difference, and by what measure.
 *
 * @param judged every detection and what became of it
 * @param rows of the catalogue, trails among them, by y and then x
 */
record Findings(
        Matching.Matched matched,
        Search search,
        Mismatch mismatch,
        Calibration calibration,
        NoiseFactors noise,
        List<Judged> judged,
        List<SourceRow> rows) {

    static Findings of(
            Matching.Matched matched, Search search, Calibration calibration, Progress progress)
            throws Unusable {
        Difference d = matched.difference();
        var mismatch = Mismatch.measure(d, matched.points(), Measurer.reach(d.psf().fwhm()));
        var noise = NoiseFactors.measure(d, search.score().noise());
        List<Judged> judged =
                new Measurer(d, mismatch, calibration, noise)
                        .measure(search.detections(), progress);
        var rows = new ArrayList<SourceRow>();
        judged.forEach(j -> j.row().ifPresent(rows::add));
        search.trails().forEach(t -> rows.add(TrailRow.of(t, d, calibration, noise)));
        rows.sort(Comparator.comparingDouble(SourceRow::y).thenComparingDouble(SourceRow::x));
        return new Findings(matched, search, mismatch, calibration, noise, judged, rows);
    }

    /** Writes into the summary how the images were matched, how deep it is, and what is there. */
    void tell(Summary summary) {
        Difference d = matched.difference();
        summary.put("fwhmScience", d.science().psf().fwhm());
        summary.put("fwhmTemplate", d.template().psf().fwhm());
        summary.put("convolved", matched.scienceConvolved() ? "science" : "template");
        summary.put("solver", matched.kernel().solver());
        summary.put("kernelOrder", matched.kernel().order());
        summary.put("kernelChi2", matched.kernel().chi2());
        summary.put("kernelStamps", matched.kernel().stamps());
        summary.put("fluxRatio", matched.kernel().fluxRatio());
        summary.put("varianceFactor", matched.covariance());
        summary.put("mismatch", mismatch.sigma());
        summary.put("depth5Sigma", Depth.magnitude(d, calibration));
        summary.put("zeroPoint", calibration.magZero());
        summary.put("zeroPointFrom", calibration.from());
        if (d.wcs().isKnown()) {
            summary.put("corners", corners(d));
        }
        summary.put("nDetections", search.detections().size());
        summary.put("nDiaSources", rows.size());
        summary.put("nTrails", rows.stream().filter(r -> r.real("trailChi2") >= 0).count());
        summary.put("nStars", matched.points().size());
    }

    /** Outer corners of the corner pixels, ICRS degrees. */
    private static double[][] corners(Difference d) {
        double right = d.difference().width - 0.5;
        double top = d.difference().height - 0.5;
        double[][] px = {{-0.5, -0.5}, {right, -0.5}, {right, top}, {-0.5, top}};
        double[][] corners = new double[px.length][];
        for (int i = 0; i < px.length; i++) {
            var sky = d.wcs().toSky(px[i][0], px[i][1]);
            corners[i] = new double[] {sky.raDeg(), sky.decDeg()};
        }
        return corners;
    }
}
