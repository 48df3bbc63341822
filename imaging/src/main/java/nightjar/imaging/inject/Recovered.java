// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import nightjar.imaging.engine.Difference;
import nightjar.imaging.measure.Judged;
import nightjar.imaging.measure.SourceRow;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Statistics;

/**
 * An injected source and what was found of it.
 *
 * @param snr true, by the optimal filter: sqrt(sum P^2 F^2 / V), V of science image and template
 * @param masked share of its light on pixels that nothing can be found on
 */
public record Recovered(
        Injection.Source source,
        double snr,
        double masked,
        boolean detected,
        Optional<SourceRow> row) {
    private static final double NEAR_PX = 3;
    private static final double CLEAN = 0.1;
    private static final double BRIGHT = 20;
    private static final double[] BINS = {3, 5, 6, 8, 10, 15, 20, 40, 1000};
    private static final int BAD = Mask.UNUSABLE | Mask.EDGE | Mask.STREAK;

    /**
     * Looks for each source in the catalogue, and flags the rows that are of one.
     *
     * @param scale nanojanskys per image unit
     */
    public static List<Recovered> of(
            List<Injection.Source> sources, List<Judged> judged, Difference d, double scale) {
        var out = new ArrayList<Recovered>();
        for (Injection.Source s : sources) {
            var near = judged.stream().filter(j -> isNear(j, s)).toList();
            var row = near.stream().flatMap(j -> j.row().stream()).findFirst();
            row.ifPresent(r -> r.set("pixelFlags_injected", true));
            row.ifPresent(r -> r.set("pixelFlags_injectedCenter", true));
            double[] light = light(s, d);
            double snr = Math.abs(s.flux()) / scale * Math.sqrt(light[0]);
            out.add(new Recovered(s, snr, light[1], !near.isEmpty(), row));
        }
        return out;
    }

    private static boolean isNear(Judged j, Injection.Source s) {
        double x = j.row().map(SourceRow::x).orElse((double) j.detection().x());
        double y = j.row().map(SourceRow::y).orElse((double) j.detection().y());
        return Math.hypot(x - s.x(), y - s.y()) < NEAR_PX;
    }

    /** The sum of P^2 / V, and the share of P on bad pixels. */
    private static double[] light(Injection.Source s, Difference d) {
        var psf = d.science().psf().at(s.x(), s.y());
        int r = psf.width / 2;
        double information = 0;
        double bad = 0;
        double all = 0;
        for (int i = 0; i < psf.pixels.length; i++) {
            int x = (int) Math.round(s.x()) + i % psf.width - r;
            int y = (int) Math.round(s.y()) + Math.floorDiv(i, psf.width) - r;
            double p = psf.pixels[i];
            all += p;
            if (!d.mask().contains(x, y) || (d.mask().at(x, y) & BAD) != 0) {
                bad += p;
            } else {
                double v = d.science().variance().at(x, y) + d.template().variance().at(x, y);
                information += p * p / v;
            }
        }
        return new double[] {information, bad / all};
    }

    private boolean clean() {
        return masked < CLEAN;
    }

    /** Writes injected.csv. */
    public static void write(List<Recovered> all, Path file) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("# x y: px, 0-based; fluxes: nJy; snr: true; masked: share of the light");
        lines.add("x,y,flux,snr,masked,detected,catalogued,psfFlux,psfFluxErr");
        for (Recovered r : all) {
            lines.add(
                    String.join(
                            ",",
                            Double.toString(r.source.x()),
                            Double.toString(r.source.y()),
                            Double.toString(r.source.flux()),
                            Double.toString(r.snr),
                            Double.toString(r.masked),
                            Boolean.toString(r.detected),
                            Boolean.toString(r.row.isPresent()),
                            r.row.map(row -> row.text("psfFlux")).orElse("NaN"),
                            r.row.map(row -> row.text("psfFluxErr")).orElse("NaN")));
        }
        Files.write(file, lines);
    }

    /**
     * The table, of sources with less than a tenth of their light on defects: by true S/N how many
     * were tried, detected and catalogued; bias, scatter of fluxes and places in their errors.
     */
    public static ObjectNode table(List<Recovered> all) {
        var clean = all.stream().filter(Recovered::clean).toList();
        ObjectNode node = new ObjectMapper().createObjectNode();
        node.put("injected", all.size()).put("clean", clean.size());
        for (int b = 0; b + 1 < BINS.length; b++) {
            double from = BINS[b];
            double to = BINS[b + 1];
            var in = clean.stream().filter(r -> r.snr >= from && r.snr < to).toList();
            ObjectNode bin = node.withArray("completeness").addObject();
            bin.put("snrFrom", from).put("snrTo", to).put("tried", in.size());
            bin.put("detected", in.stream().filter(Recovered::detected).count());
            bin.put("catalogued", in.stream().filter(r -> r.row.isPresent()).count());
        }
        var found = clean.stream().filter(r -> r.row.isPresent()).toList();
        var bright = found.stream().filter(r -> r.snr > BRIGHT).toList();
        double[] off = values(bright, r -> r.real("psfFlux") / r.source.flux() - 1);
        put(node, "fluxBias", Statistics.median(off), off);
        double[] flux = values(found, r -> r.pull("psfFlux", r.source.flux()));
        put(node, "fluxPullStd", Statistics.robustSigma(flux), flux);
        double[] x = values(found, r -> r.pull("x", r.source.x()));
        put(node, "positionPullStd", Statistics.robustSigma(x), x);
        return node;
    }

    private static void put(ObjectNode node, String name, double value, double[] of) {
        if (of.length > 1) {
            node.put(name, value);
        }
    }

    private double real(String name) {
        return row.orElseThrow().real(name);
    }

    private double pull(String name, double truth) {
        return (real(name) - truth) / real(name + "Err");
    }

    private static double[] values(List<Recovered> of, ToDoubleFunction<Recovered> value) {
        return of.stream().mapToDouble(value).filter(Double::isFinite).toArray();
    }

    /** The table for people. */
    public static String words(ObjectNode table) {
        var out = new StringBuilder();
        out.append(
                String.format(
                        Locale.ROOT,
                        "%d injected, %d of them clear of defects%ntrue S/N   tried detected  found%n",
                        table.path("injected").asInt(),
                        table.path("clean").asInt()));
        for (var bin : table.path("completeness")) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "%3.0f - %-4.0f %7d %8d %6d%n",
                            bin.path("snrFrom").asDouble(),
                            bin.path("snrTo").asDouble(),
                            bin.path("tried").asInt(),
                            bin.path("detected").asInt(),
                            bin.path("catalogued").asInt()));
        }
        return out
                + String.format(
                        Locale.ROOT,
                        "flux bias above S/N 20: %+.4f (without what the PSF itself is wrong by:"
                                + " they were put in with it); pulls of flux %.2f, of place %.2f",
                        table.path("fluxBias").asDouble(Double.NaN),
                        table.path("fluxPullStd").asDouble(Double.NaN),
                        table.path("positionPullStd").asDouble(Double.NaN));
    }
}
