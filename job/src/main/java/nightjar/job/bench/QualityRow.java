// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.util.Locale;

/**
 * What the engine did with known skies of one seeing. Completeness counts sources with less than a
 * tenth of their light on defects; S/N is the true one, by the optimal filter, host noise included.
 *
 * @param seeing FWHM, arcsec
 * @param pairs how many images
 * @param halfCompletenessSnr S/N that best parts what was found from what was not
 * @param halfCompletenessSnrRaw the same before anything was left out as no source
 * @param completeness8to10 share found with S/N from 8 to 10
 * @param completenessSnr10 share found with S/N from 10 on
 * @param spuriousPerDeg2Raw detections above five sigma that are nothing in the sky
 * @param spuriousPerDeg2 catalogued sources that are nothing in the sky
 * @param gaussianFloorPerDeg2 what pure noise would give above five sigma, both signs
 * @param vetoedArea share of the pixels that nothing can be found on
 * @param fluxBias median of (measured - true) / true for S/N above 20
 * @param fluxScatter robust scatter of the same
 * @param fluxPullStd robust scatter of (measured - true) / error for S/N above 8
 * @param positionPullStd the same of x and y, for errors above 0.05 px
 * @param bright,found how many sources the bias and the pulls are from
 */
record QualityRow(
        double seeing,
        int pairs,
        double halfCompletenessSnr,
        double halfCompletenessSnrRaw,
        double completeness8to10,
        double completenessSnr10,
        double spuriousPerDeg2Raw,
        double spuriousPerDeg2,
        double gaussianFloorPerDeg2,
        double vetoedArea,
        double fluxBias,
        double fluxScatter,
        double fluxPullStd,
        double positionPullStd,
        int bright,
        int found) {

    /** Head of the table whose lines {@link #line} makes. */
    static String head() {
        return "seeing pairs  S/N50%  (raw)   8-10   >=10  spurious  (raw)  floor  vetoed"
                + "    bias  scatter  pull f  pull xy  sources";
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%5.2f %6d %7.2f %6.2f %6.3f %6.3f %9.0f %6.0f %6.0f %7.4f %7.4f %8.4f %7.2f %8.2f"
                        + " %8d",
                seeing,
                pairs,
                halfCompletenessSnr,
                halfCompletenessSnrRaw,
                completeness8to10,
                completenessSnr10,
                spuriousPerDeg2,
                spuriousPerDeg2Raw,
                gaussianFloorPerDeg2,
                vetoedArea,
                fluxBias,
                fluxScatter,
                fluxPullStd,
                positionPullStd,
                found);
    }
}
