// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.util.List;
import java.util.Locale;

/**
 * What a reliability cut leaves of the detections of one seeing, on skies it was not fitted on.
 *
 * @param seeing FWHM, arcsec
 * @param pairs how many images
 * @param kept5to6,kept6to8,kept8to10,kept10 share of the detected real sources kept, by true S/N
 * @param spuriousPerDeg2Raw,spuriousPerDeg2 false ones measured, and kept
 */
record ReliabilityRow(
        double seeing,
        int pairs,
        double kept5to6,
        double kept6to8,
        double kept8to10,
        double kept10,
        double spuriousPerDeg2Raw,
        double spuriousPerDeg2) {

    static ReliabilityRow of(double seeing, List<Judgement> all, double cut) {
        var pairs = all.stream().map(j -> j.detection().pair()).distinct().toList();
        double area = pairs.stream().mapToDouble(LabelledDetection.Pair::squareDegrees).sum();
        var wrong = all.stream().filter(j -> !j.detection().isReal()).toList();
        long passed = wrong.stream().filter(j -> j.reliability() >= cut).count();
        return new ReliabilityRow(
                seeing,
                pairs.size(),
                kept(all, cut, 5, 6),
                kept(all, cut, 6, 8),
                kept(all, cut, 8, 10),
                kept(all, cut, 10, Double.POSITIVE_INFINITY),
                wrong.size() / area,
                passed / area);
    }

    private static double kept(List<Judgement> all, double cut, double from, double to) {
        var in =
                all.stream()
                        .filter(j -> j.detection().trueSnr() >= from)
                        .filter(j -> j.detection().trueSnr() < to)
                        .toList();
        return in.stream().filter(j -> j.reliability() >= cut).count() / (double) in.size();
    }

    /** Head of the table whose lines {@link #line} makes. */
    static String head() {
        return "seeing pairs  kept: 5-6    6-8   8-10   >=10   spurious  (raw)";
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%5.2f %6d      %6.3f %6.3f %6.3f %6.4f   %8.0f %6.0f",
                seeing,
                pairs,
                kept5to6,
                kept6to8,
                kept8to10,
                kept10,
                spuriousPerDeg2,
                spuriousPerDeg2Raw);
    }
}
