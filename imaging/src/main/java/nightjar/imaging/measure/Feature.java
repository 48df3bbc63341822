// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.measure;

import java.util.Locale;

/**
 * What tells a point source that came or went from noise, defects and the residuals of what stays.
 * All are ratios: to the source's own error, to its own flux, or to the PSF, so that they mean the
 * same for every instrument. Each speaks for a source, or against it, the more the larger it is.
 */
public enum Feature {
    /** Natural logarithm of the fit's significance, mismatch terms included, in its own errors. */
    SIGNIFICANCE(true),
    /** The smaller of fit's and score's significance over the larger. */
    AGREEMENT(true),
    /**
     * Squared residual of the core's pixels in variances; of bright sources, where the PSF's own
     * error shows, less.
     */
    SHARPNESS(false),
    /** The same on the science image as it was taken; zero where nothing was done to it. */
    RAY_SHARPNESS(false),
    /** Reduced chi-square of the whole stamp; of bright sources less. */
    MISFIT(false),
    /** Share of the PSF's squared weight that lies on usable pixels. */
    SEEN(true),
    /** The same beside saturated pixels, one elsewhere. */
    SEEN_BESIDE_SATURATED(true),
    /** ln of the significance if the light that was there before were wrong by 1 percent. */
    ABOVE_STAR_1(true),
    /** ln of the significance if it were wrong by 4 percent. */
    ABOVE_STAR_4(true),
    /** ln of the significance if it were wrong by 15 percent. */
    ABOVE_STAR_15(true),
    /** ln of the significance if what this seeing throws there were wrong by 3 percent. */
    ABOVE_GLOW_3(true),
    /** ln of the significance if it were wrong by 10 percent. */
    ABOVE_GLOW_10(true),
    /** ln of the significance if it were wrong by 30 percent. */
    ABOVE_GLOW_30(true),
    /** Misfit of a source that is less than a fifth of what was there before, zero elsewhere. */
    MISFIT_ON_STAR(false),
    /** One if two lobes of opposite sign fit, and one source does not; else zero. */
    DIPOLE(false),
    /** Score of the strongest detection of the other sign beside it, over its own. */
    COUNTERPART(false),
    /** Detections within four FWHM, at least half as strong, beyond itself; at most six. */
    CLUTTER(false),
    /** Distance of the fitted place from the score's maximum, FWHM. */
    SHIFT(false),
    /** Size by moments less than the PSF's: one minus their ratio, at least zero. */
    SMALL(false),
    /** Size by moments larger than the PSF's: their ratio minus one, at least zero, at most two. */
    LARGE(false),
    /** One if a faint source has no moments: no maximum of its own. */
    SHAPELESS(false),
    /**
     * One if a cosmic ray was masked within the PSF of a source that does not outshine it, two if
     * in the middle of any.
     */
    BESIDE_RAY(false),
    /**
     * Flux of the image that ought to hold the source (science, or template if it went) over the
     * source's flux, -1 to 2.
     */
    SUPPORT(true);

    private final boolean rises;

    Feature(boolean rises) {
        this.rises = rises;
    }

    /** Whether more of it speaks for a source. */
    public boolean rises() {
        return rises;
    }

    /** Whether it is a significance, under one assumption or another. */
    boolean isSignificance() {
        return this == SIGNIFICANCE || name().startsWith("ABOVE");
    }

    /** As reports write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
