// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.scene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nightjar.imaging.DifferenceEngine;
import nightjar.imaging.DifferenceRequest;
import nightjar.imaging.Progress;

/** Not a test: prints completeness, false sources and times for a range of seeds. */
public final class QualityBench {
    private QualityBench() {}

    /** Arguments: folder, first seed, last seed, size, science FWHM, template FWHM, trail. */
    public static void main(String[] args) throws IOException {
        int size = Integer.parseInt(args[3]);
        int injected = 0;
        int found = 0;
        int wrong = 0;
        for (long seed = Long.parseLong(args[1]); seed <= Long.parseLong(args[2]); seed++) {
            Path folder = Path.of(args[0]).resolve("seed" + seed);
            var o =
                    Observed.of(
                            seed,
                            size,
                            folder,
                            Double.parseDouble(args[4]),
                            Double.parseDouble(args[5]),
                            Boolean.parseBoolean(args[6]));
            var request =
                    new DifferenceRequest(
                            o.work,
                            1,
                            1,
                            "r",
                            List.of(DifferenceRequest.Snap.of(o.raw)),
                            List.of(o.template));
            var cpu = java.lang.management.ManagementFactory.getThreadMXBean();
            long before = cpu.getCurrentThreadCpuTime();
            String result =
                    DifferenceEngine.difference(request, Progress.SILENT)
                            .fold(s -> s.toString(), (c, d) -> c + " " + d);
            double used0 = (cpu.getCurrentThreadCpuTime() - before) / 1e9;
            System.out.println("seed " + seed + " cpu " + used0 + " " + result);
            List<Map<String, String>> rows = Observed.rows(o.work);
            boolean[] used = new boolean[rows.size()];
            for (Scene.Transient t : o.scene.transients) {
                double snr = o.science.trueSnr(t.x(), t.y(), t.flux());
                String match = "MISSED";
                for (int i = 0; i < rows.size(); i++) {
                    double dx = Double.parseDouble(rows.get(i).get("x")) - t.x();
                    double dy = Double.parseDouble(rows.get(i).get("y")) - t.y();
                    if (Math.hypot(dx, dy) < 2.5) {
                        used[i] = true;
                        match = String.format(Locale.ROOT, "found d %.2f", Math.hypot(dx, dy));
                    }
                }
                double masked = o.science.maskedFraction(t.x(), t.y());
                if (snr >= 10 && masked < 0.1) {
                    injected++;
                    found += match.equals("MISSED") ? 0 : 1;
                }
                if (match.equals("MISSED") && snr > 8) {
                    System.out.printf(
                            Locale.ROOT,
                            "  missed %s (%.1f,%.1f) snr %.1f masked %.2f%n",
                            t.where(),
                            t.x(),
                            t.y(),
                            snr,
                            masked);
                }
            }
            for (int i = 0; i < rows.size(); i++) {
                if (!used[i]) {
                    wrong++;
                    var r = rows.get(i);
                    System.out.printf(
                            "  false (%s,%s) snr %s psf %s/%s rel %s chi2 %s/%s t %s neg %s len %s%n",
                            r.get("x"),
                            r.get("y"),
                            r.get("snr"),
                            r.get("psfFlux"),
                            r.get("psfFluxErr"),
                            r.get("reliability"),
                            r.get("psfChi2"),
                            r.get("psfNdata"),
                            r.get("templateFlux"),
                            r.get("isNegative"),
                            r.get("trailLength"));
                }
            }
        }
        System.out.println("snr>=10: " + found + " of " + injected + "; false " + wrong);
    }
}
