// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.sky;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Puts the changing sources of one detector into the sky, apart from each other and inside the
 * dithers.
 */
final class ChangeMaker {
    private static final double APART_PX = 40;
    private static final double SNR_LEAST = 6;
    private static final double SNR_MOST = 75;
    private static final int TRIES = 2000;
    // There is one in a night, so that its name can always be the same.
    private static final String ASTEROID = "2026 WA1";
    private static final List<Setting> ROUND =
            List.of(Setting.HOST, Setting.NEAR_STAR, Setting.FIELD, Setting.FIELD);

    private final FieldRecipe recipe;
    private final int index;
    private final Grid grid;
    private final double margin;
    private final RandomGenerator dice;
    private final List<Star> stars = new ArrayList<>();
    private final List<Galaxy> galaxies = new ArrayList<>();
    private final List<PixelPoint> taken = new ArrayList<>();
    private final List<Star> starsTaken = new ArrayList<>();

    ChangeMaker(
            FieldRecipe recipe,
            int index,
            List<Star> stars,
            List<Galaxy> galaxies,
            RandomGenerator dice) {
        this.recipe = recipe;
        this.index = index;
        this.dice = dice;
        grid = recipe.detectors().get(index);
        margin = Math.min(56, grid.width() / 6.0);
        stars.stream().filter(s -> inside(s.at())).forEach(this.stars::add);
        galaxies.stream().filter(g -> inside(g.at())).forEach(this.galaxies::add);
    }

    List<Changing> draw() {
        List<Changing> all = new ArrayList<>();
        for (int i = 0; i < recipe.changesPerDetector(); i++) {
            Setting setting = ROUND.get(i % ROUND.size());
            Placed placed = place(setting);
            double snr = SNR_LEAST * Math.pow(SNR_MOST / SNR_LEAST, dice.nextDouble());
            double start = 0.4 + 0.4 * dice.nextDouble();
            double flux = snr * recipe.noiseNJy();
            all.add(
                    new Changing(
                            id("T", i),
                            Injected.Kind.TRANSIENT,
                            placed.at(),
                            placed.setting(),
                            0,
                            flux,
                            start));
        }
        for (int i = 0; i < recipe.variablesPerDetector(); i++) {
            variable(i).ifPresent(all::add);
        }
        return all;
    }

    /** The stars that became variables: they are no longer among the steady ones. */
    List<Star> starsTaken() {
        return starsTaken;
    }

    Wanderer asteroid() {
        SkyPoint at = place(Setting.FIELD).at();
        double angle = 2 * Math.PI * dice.nextDouble();
        double speed = recipe.asteroidArcsecPerSecond();
        double flux = 30 * recipe.noiseNJy();
        return new Wanderer(ASTEROID, at, speed * Math.sin(angle), speed * Math.cos(angle), flux);
    }

    private String id(String letter, int i) {
        return recipe.name() + '-' + index + '-' + letter + (i + 1);
    }

    private Optional<Changing> variable(int i) {
        for (int t = 0; t < TRIES && !stars.isEmpty(); t++) {
            Star star = stars.get(dice.nextInt(stars.size()));
            double mag = Photometry.mag(star.nJy());
            PixelPoint p = grid.toPixel(star.at());
            if (mag < 18.5 || mag > 21.3 || !isFree(p)) {
                continue;
            }
            taken.add(p);
            starsTaken.add(star);
            double change = (12 + 40 * dice.nextDouble()) * recipe.noiseNJy();
            double limited = Math.min(change, 0.6 * star.nJy());
            double last = star.nJy() + (dice.nextBoolean() ? limited : -limited);
            return Optional.of(
                    new Changing(
                            id("V", i),
                            Injected.Kind.VARIABLE,
                            star.at(),
                            Setting.FIELD,
                            star.nJy(),
                            last,
                            0.7));
        }
        return Optional.empty();
    }

    private record Placed(Setting setting, SkyPoint at) {}

    // A small detector may have no galaxy or star that will do: then near a star, then anywhere.
    private Placed place(Setting wanted) {
        for (Setting setting : ROUND.subList(ROUND.indexOf(wanted), ROUND.size())) {
            for (int t = 0; t < TRIES; t++) {
                SkyPoint at = candidate(setting);
                PixelPoint p = grid.toPixel(at);
                if (grid.holds(p, -margin) && isFree(p)) {
                    taken.add(p);
                    return new Placed(setting, at);
                }
            }
        }
        throw new IllegalStateException(
                "no free place for another source in detector " + index + ": ask for fewer");
    }

    private SkyPoint candidate(Setting setting) {
        if (setting == Setting.HOST && !galaxies.isEmpty()) {
            Galaxy host = galaxies.get(dice.nextInt(galaxies.size()));
            double mag = Photometry.mag(host.nJy());
            if (mag > 19 && mag < 23.2) {
                // One of the points the galaxy's light is made of: transients follow the light.
                int k = 1 + dice.nextInt(Math.max(1, host.points() - 1));
                double inward = 0.4 + 0.5 * dice.nextDouble();
                return host.at().shifted(host.east(k) * inward, host.north(k) * inward);
            }
        } else if (setting == Setting.NEAR_STAR && !stars.isEmpty()) {
            Star star = stars.get(dice.nextInt(stars.size()));
            double mag = Photometry.mag(star.nJy());
            if (mag > 18 && mag < 22.8) {
                double away = 0.6 + 2.4 * dice.nextDouble();
                double angle = 2 * Math.PI * dice.nextDouble();
                return star.at().shifted(away * Math.sin(angle), away * Math.cos(angle));
            }
        }
        if (setting != Setting.FIELD) {
            return grid.toSky(-1e3, -1e3);
        }
        return grid.toSky(grid.width() * dice.nextDouble(), grid.height() * dice.nextDouble());
    }

    private boolean isFree(PixelPoint p) {
        double apart = Math.min(APART_PX, grid.width() / 8.0);
        return taken.stream().noneMatch(q -> Math.hypot(p.x() - q.x(), p.y() - q.y()) < apart);
    }

    private boolean inside(SkyPoint at) {
        return grid.holds(grid.toPixel(at), -margin);
    }
}
