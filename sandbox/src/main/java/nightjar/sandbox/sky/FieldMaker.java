// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws the stars, galaxies and changing sources of a field from a seed. */
public final class FieldMaker {
    // Slopes and densities of r-band counts at middle galactic latitude, rounded: stars rise by
    // 0.22 dex per
    // mag, galaxies by 0.33; 24 stars and 20 galaxies per square arcmin brighter than 24.0 and
    // 24.5.
    private static final double STAR_SLOPE = 0.22;
    private static final double STAR_BRIGHT = 14.0;
    private static final double STAR_FAINT = 25.3;
    private static final double STARS_TO_24 = 24;
    private static final double GALAXY_SLOPE = 0.33;
    private static final double GALAXY_BRIGHT = 17.5;
    private static final double GALAXY_FAINT = 25.2;
    private static final double GALAXIES_TO_24_5 = 20;

    private final FieldRecipe recipe;
    private final Gnomonic plane;
    private final double squareArcmin;

    private FieldMaker(FieldRecipe recipe) {
        this.recipe = recipe;
        plane = new Gnomonic(recipe.pointing());
        squareArcmin = Math.pow(recipe.patchArcsec() / 30, 2);
    }

    public static Field draw(FieldRecipe recipe) {
        return new FieldMaker(recipe).draw();
    }

    private Field draw() {
        List<Star> stars = stars(dice("stars"));
        List<Galaxy> galaxies = galaxies(dice("galaxies"));
        List<Changing> changing = new ArrayList<>();
        List<Wanderer> wanderers = new ArrayList<>();
        for (int i = 0; i < recipe.detectors().size(); i++) {
            ChangeMaker maker = new ChangeMaker(recipe, i, stars, galaxies, dice("changes", i));
            changing.addAll(maker.draw());
            if (i == recipe.detectors().size() / 2 && recipe.asteroidArcsecPerSecond() > 0) {
                wanderers.add(maker.asteroid());
            }
            stars.removeAll(maker.starsTaken());
        }
        return new Field(recipe.name(), recipe.pointing(), stars, galaxies, changing, wanderers);
    }

    private RandomGenerator dice(String purpose, long... place) {
        return Dice.of(recipe.seed(), recipe.name() + ' ' + purpose, place);
    }

    private List<Star> stars(RandomGenerator dice) {
        double perArcmin = STARS_TO_24 * Math.pow(10, STAR_SLOPE * (STAR_FAINT - 24));
        int n = (int) Math.round(perArcmin * squareArcmin * recipe.crowding());
        List<Star> stars = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            double mag = mag(dice, STAR_SLOPE, STAR_BRIGHT, STAR_FAINT);
            stars.add(new Star(anywhere(dice), Photometry.nJy(mag)));
        }
        return stars;
    }

    private List<Galaxy> galaxies(RandomGenerator dice) {
        double perArcmin = GALAXIES_TO_24_5 * Math.pow(10, GALAXY_SLOPE * (GALAXY_FAINT - 24.5));
        int n = (int) Math.round(perArcmin * squareArcmin * Math.sqrt(recipe.crowding()));
        List<Galaxy> galaxies = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            double mag = mag(dice, GALAXY_SLOPE, GALAXY_BRIGHT, GALAXY_FAINT);
            Galaxy.Law law = dice.nextDouble() < 0.25 ? Galaxy.Law.SPHEROID : Galaxy.Law.DISC;
            // Fainter is smaller, with a log-normal scatter of 0.15 dex.
            double size =
                    Math.pow(10, 0.16 * (21.5 - mag) * 0.75 - 0.1 + 0.15 * dice.nextGaussian());
            double halfLight = Math.max(0.15, Math.min(3, size));
            galaxies.add(
                    Galaxy.of(
                            anywhere(dice),
                            Photometry.nJy(mag),
                            law,
                            halfLight,
                            0.3 + 0.7 * dice.nextDouble(),
                            Math.PI * dice.nextDouble()));
        }
        return galaxies;
    }

    private SkyPoint anywhere(RandomGenerator dice) {
        double half = recipe.patchArcsec() / 3600;
        return plane.toSky((2 * dice.nextDouble() - 1) * half, (2 * dice.nextDouble() - 1) * half);
    }

    // A power law of counts, N(<m) proportional to 10^(slope m), cut at both ends.
    private static double mag(RandomGenerator dice, double slope, double bright, double faint) {
        double least = Math.pow(10, slope * (bright - faint));
        return faint + Math.log10(least + (1 - least) * dice.nextDouble()) / slope;
    }
}
