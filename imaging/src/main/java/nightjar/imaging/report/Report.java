// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.kernel.MatchingKernel;
import nightjar.imaging.measure.SourceRow;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.psf.PsfModel;

/**
 * The page report.html: the best sources as science, template and difference, the histogram of
 * residuals, and how PSF and kernel change over the field. It needs no other file and no network.
 */
public final class Report {
    private static final int BEST = 24;
    private static final int RADIUS = 20;
    private static final int ACROSS = 3;
    private static final List<String> FACTS =
            List.of(
                    "nDiaSources",
                    "nDetections",
                    "nTrails",
                    "nStars",
                    "convolved",
                    "fwhmScience",
                    "fwhmTemplate",
                    "solver",
                    "kernelOrder",
                    "kernelStamps",
                    "kernelChi2",
                    "fluxRatio",
                    "varianceFactor",
                    "depth5Sigma",
                    "zeroPoint",
                    "zeroPointFrom",
                    "flags");
    private static final String STYLE =
            "body{font:14px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:66rem;"
                    + "padding:0 1rem;color:#1b1f24;background:#fff}"
                    + "h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}"
                    + "img{width:123px;height:123px;image-rendering:pixelated;margin-right:3px}"
                    + "dl{display:grid;grid-template-columns:repeat(4,auto);gap:.2rem 1rem}"
                    + "dt{color:#57606a}dd{margin:0}"
                    + ".cards{display:grid;grid-template-columns:repeat(auto-fill,390px);gap:1rem}"
                    + "figure{margin:0}figcaption{font-size:.8rem;color:#57606a}"
                    + ".map{display:grid;grid-template-columns:repeat(3,126px);gap:3px}"
                    + ".maps{display:flex;gap:2rem;flex-wrap:wrap}"
                    + "svg{width:100%;max-width:42rem}rect{fill:#8aa4c0}"
                    + "polyline{fill:none;stroke:#b3261e;stroke-width:1.5}"
                    + "text{font-size:11px;text-anchor:middle;fill:#57606a}";

    private final Difference d;
    private final MatchingKernel kernel;
    private final JsonNode summary;
    private final StringBuilder page = new StringBuilder();

    /**
     * @param summary as in summary.json
     */
    public Report(Difference d, MatchingKernel kernel, JsonNode summary) {
        this.d = d;
        this.kernel = kernel;
        this.summary = summary;
    }

    /** Writes the page. */
    public void write(List<SourceRow> rows, String title, Path file) throws IOException {
        page.append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>");
        page.append(escaped(title)).append("</title><style>").append(STYLE).append("</style><h1>");
        page.append(escaped(title)).append("</h1><dl>");
        for (String fact : FACTS) {
            page.append("<dt>").append(fact).append("</dt><dd>");
            page.append(escaped(words(summary.path(fact)))).append("</dd>");
        }
        page.append("</dl>");
        sources(rows);
        page.append(
                "<h2>Residuals</h2><p>Difference over its error, every pixel that is not masked;");
        page.append(" the line is a Gaussian of width one. The height is logarithmic: a bar that");
        page.append(" is half as high has not half, but the square root of as many pixels.</p>");
        page.append(Residuals.svg(d));
        maps();
        Files.writeString(file, page.append("</html>\n"));
    }

    private static String words(JsonNode value) {
        return value.isDouble()
                ? String.format(Locale.ROOT, "%.4g", value.asDouble())
                : value.isArray() ? list(value) : value.asText("none");
    }

    private static String list(JsonNode values) {
        var words = new StringJoiner(", ").setEmptyValue("none");
        values.forEach(v -> words.add(v.asText()));
        return words.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void sources(List<SourceRow> rows) {
        page.append("<h2>Best sources</h2><p>Science, template, difference; north is where the ");
        page.append("image has it, y upwards. S/N is of the detection against the sky; the error ");
        page.append(
                "of the flux has the source's photons and the doubt of the match in it, too.</p>");
        page.append("<div class=\"cards\">");
        rows.stream()
                .sorted(Comparator.comparingDouble((SourceRow r) -> -r.real("snr")))
                .limit(BEST)
                .forEach(this::source);
        page.append(rows.isEmpty() ? "<p>There are none.</p></div>" : "</div>");
    }

    private void source(SourceRow row) {
        double x = row.x();
        double y = row.y();
        int at = Math.max(0, Math.min(d.variance().height - 1, (int) Math.round(y)));
        int column = Math.max(0, Math.min(d.variance().width - 1, (int) Math.round(x)));
        double sigma = Math.sqrt(d.variance().at(column, at));
        double peak = Math.max(peak(d.science().image(), x, y), 8 * sigma);
        double change = Math.max(Math.abs(peak(d.difference(), x, y)), 5 * sigma);
        page.append("<figure>");
        page.append(shown(d.science().image(), x, y, -2 * sigma, peak, "science"));
        page.append(shown(d.template().image(), x, y, -2 * sigma, peak, "template"));
        page.append(shown(d.difference(), x, y, -change, change, "difference"));
        page.append(
                String.format(
                        Locale.ROOT,
                        "<figcaption>x %.1f, y %.1f · S/N %.1f · %.0f ± %.0f nJy · reliability"
                                + " %.2f</figcaption></figure>",
                        x,
                        y,
                        row.real("snr"),
                        row.real("psfFlux"),
                        row.real("psfFluxErr"),
                        row.real("reliability")));
    }

    private static String shown(
            Plane image, double x, double y, double low, double high, String title) {
        return Picture.around(image, x, y, RADIUS, low, high, title);
    }

    /** The value farthest from zero within two pixels of a place. */
    private static double peak(Plane image, double x, double y) {
        double most = 0;
        for (int j = -2; j <= 2; j++) {
            for (int i = -2; i <= 2; i++) {
                int px = (int) Math.round(x) + i;
                int py = (int) Math.round(y) + j;
                if (image.contains(px, py) && Math.abs(image.at(px, py)) > Math.abs(most)) {
                    most = image.at(px, py);
                }
            }
        }
        return most;
    }

    private void maps() {
        page.append("<h2>Over the field</h2><p>Inverse sinh scale, grey is zero; each picture at ");
        page.append("its place on the image.</p><div class=\"maps\">");
        map("PSF of the science image", d.science().psf());
        map("PSF of the template", d.template().psf());
        map("PSF of the difference", d.psf());
        page.append("<figure><figcaption>matching kernel</figcaption><div class=\"map\">");
        for (double[] p : places()) {
            page.append(Picture.stamp(kernel.at(p[0], p[1]), kernel.side(), where(p)));
        }
        page.append("</div></figure></div>");
    }

    private void map(String title, PsfModel psf) {
        page.append("<figure><figcaption>").append(title);
        page.append("</figcaption><div class=\"map\">");
        for (double[] p : places()) {
            page.append(Picture.stamp(psf.at(p[0], p[1]).pixels, psf.side(), where(p)));
        }
        page.append("</div></figure>");
    }

    private static String where(double[] place) {
        return String.format(Locale.ROOT, "at x %.0f, y %.0f", place[0], place[1]);
    }

    /** A grid over the image, the top row first. */
    private double[][] places() {
        double[][] out = new double[ACROSS * ACROSS][];
        for (int i = 0; i < out.length; i++) {
            double column = i % ACROSS + 0.5;
            double row = ACROSS - 1 - Math.floorDiv(i, ACROSS) + 0.5;
            out[i] =
                    new double[] {
                        column * d.difference().width / ACROSS, row * d.difference().height / ACROSS
                    };
        }
        return out;
    }
}
