// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nightjar.imaging.align.StarGrid;
import nightjar.imaging.measure.ForcedFlux;
import nightjar.imaging.pixels.Statistics;
import nightjar.imaging.product.Summary;
import nightjar.imaging.psf.Star;
import nightjar.imaging.sky.ReferenceCatalogue;

/**
 * The zero point that a catalogue's magnitudes give: of the point sources that it lists, whose
 * fluxes are measured as those of all sources are. No colour term: the catalogue is in the image's
 * band, or its scatter tells that it is not.
 *
 * @param magZero of one image unit
 * @param scatter of single stars about it, magnitudes (robust)
 */
record CatalogueZero(double magZero, double scatter, int stars) {
    private static final int FEWEST = 5;

    /** A zero point worse than that, magnitudes, is worse than a header's. */
    private static final double WORST_ERROR = 0.1;

    private static final double NEAR_PX = 2;

    /** What flat fields and colours leave of bright stars, magnitudes. */
    private static final double FLOOR = 0.02;

    private static final double CLIP = 3;

    /** Magnitudes per relative flux, 2.5 / ln 10. */
    private static final double POGSON = 1.0857;

    private record Told(double zero, double weight) {}

    /** Empty when fewer than five stars tell, or they do not agree. */
    static Optional<CatalogueZero> of(ReferenceCatalogue catalogue, Matching.Matched matched) {
        var all = told(catalogue, matched);
        double[] zeros = all.stream().mapToDouble(Told::zero).toArray();
        if (zeros.length < FEWEST) {
            return Optional.empty();
        }
        double median = Statistics.median(zeros);
        double scatter = Statistics.robustSigma(zeros);
        double sum = 0;
        double weight = 0;
        int stars = 0;
        for (Told t : all) {
            if (Math.abs(t.zero - median) <= Math.max(CLIP * scatter, FLOOR)) {
                sum += t.weight * t.zero;
                weight += t.weight;
                stars++;
            }
        }
        var found = new CatalogueZero(sum / weight, scatter, stars);
        return Optional.of(found).filter(it -> it.error() < WORST_ERROR && it.stars >= FEWEST);
    }

    /** Of the zero point, magnitudes. */
    double error() {
        return scatter / Math.sqrt(stars);
    }

    void tell(Summary summary) {
        summary.put("zeroPointStars", stars).put("zeroPointScatter", scatter);
        summary.put("zeroPointErr", error());
    }

    private static List<Told> told(ReferenceCatalogue catalogue, Matching.Matched matched) {
        Difference d = matched.difference();
        var points = new StarGrid(matched.points(), NEAR_PX);
        var out = new ArrayList<Told>();
        for (var entry : catalogue.entries()) {
            double[] p = d.wcs().toPixel(entry.raDeg(), entry.decDeg());
            boolean isInside = d.science().image().contains((int) p[0], (int) p[1]);
            if (isInside && !Double.isNaN(entry.mag())) {
                points.nearest(p[0], p[1], NEAR_PX)
                        .flatMap(star -> told(entry, star, d))
                        .ifPresent(out::add);
            }
        }
        return out;
    }

    private static Optional<Told> told(ReferenceCatalogue.Entry entry, Star star, Difference d) {
        var layer = d.science();
        var flux =
                ForcedFlux.measure(
                        layer.image(), layer.variance(), d.mask(), layer.psf(), star.x(), star.y());
        if (!(flux.flux() > 0)) {
            return Optional.empty();
        }
        double error = POGSON * flux.error() / flux.flux();
        double known = Double.isNaN(entry.magErr()) ? 0 : entry.magErr();
        double variance = error * error + known * known + FLOOR * FLOOR;
        double zero = entry.mag() + 2.5 * Math.log10(flux.flux());
        return Optional.of(new Told(zero, 1 / variance));
    }
}
