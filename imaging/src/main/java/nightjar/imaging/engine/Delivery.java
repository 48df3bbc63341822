// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import nightjar.imaging.DifferenceRequest;
import nightjar.imaging.Extras;
import nightjar.imaging.Progress;
import nightjar.imaging.Unusable;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.inject.Recovered;
import nightjar.imaging.measure.Judged;
import nightjar.imaging.pixels.Aside;
import nightjar.imaging.product.Catalogue;
import nightjar.imaging.product.Cutouts;
import nightjar.imaging.product.ImageProduct;
import nightjar.imaging.product.ScoreProduct;
import nightjar.imaging.product.Summary;
import nightjar.imaging.report.Report;

/**
 * Writes what was found into the request's folder.
 *
 * @param science the image that was searched
 */
record Delivery(DifferenceRequest request, Frame science, Findings found, Progress progress) {

    /** The images, the catalogue and the cutouts. */
    void products() throws Unusable, IOException {
        progress.at("write", 0.92);
        FitsHeader header = science.header();
        Difference d = found.matched().difference();
        double scale = found.calibration().scale();
        Path work = request.work();
        var difference =
                new ImageProduct(
                        d.wcs(),
                        d.difference(),
                        d.variance(),
                        d.mask(),
                        d.psf(),
                        found.noise().point(),
                        d.gain());
        var untouched = ImageProduct.untouched(d.wcs(), d.science(), d.mask());
        try (Aside<Path> written =
                Aside.of(() -> untouched.write(work.resolve("science.fits"), header, scale))) {
            difference.write(work.resolve("difference.fits"), header, scale);
            progress.check();
            Catalogue.write(found.rows(), d.wcs(), work);
            progress.check();
            new Cutouts(d, scale, header.real("ROTPA", 0)).write(found.rows(), work);
            written.outcome();
        }
        progress.check();
    }

    /** What was asked for besides; told in the summary, too. */
    void extras(List<Recovered> recovered, Summary summary) throws IOException {
        Extras extras = request.extras();
        Path work = request.work();
        Difference d = found.matched().difference();
        if (extras.detections()) {
            Judged.write(found.judged(), work.resolve("detections.csv"));
        }
        if (extras.score()) {
            ScoreProduct.write(
                    found.search().score(), science.header(), work.resolve("score.fits"));
        }
        if (extras.injection().isPresent()) {
            Recovered.write(recovered, work.resolve("injected.csv"));
            summary.put("injection", Recovered.table(recovered));
        }
        if (extras.report()) {
            new Report(d, found.matched().kernel(), summary.json())
                    .write(
                            found.rows(),
                            "Difference of " + science.name(),
                            work.resolve("report.html"));
        }
    }
}
