// SPDX-License-Identifier: Apache-2.0
package nightjar.job.raws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import nightjar.sandbox.camera.CosmicRays;
import nightjar.sandbox.camera.NamedBytes;
import nightjar.sandbox.camera.lsst.CalibrationFiles;
import nightjar.sandbox.camera.lsst.Chip;
import nightjar.sandbox.camera.lsst.LsstRaw;
import nightjar.sandbox.camera.lsst.LsstReadout;
import nightjar.sandbox.camera.lsst.Sensor;
import nightjar.sandbox.sky.Canvas;
import nightjar.sandbox.sky.Dice;
import nightjar.sandbox.sky.Grid;
import nightjar.sandbox.sky.Moffat;
import nightjar.sandbox.sky.PixelPoint;
import nightjar.sandbox.sky.SkyPoint;

/**
 * A sensor's raw of a field of stars, its calibrations, and the truth.
 *
 * @param light electrons on the mean, sky and stars
 * @param rays electrons of cosmic rays
 * @param stars where the stars are
 */
record TakenRaw(
        Chip chip, Path raw, Path calibrations, Canvas light, Canvas rays, List<PixelPoint> stars) {
    static final double SECONDS = 30;

    private static final double SKY = 900;
    private static final int STARS = 2500;

    static TakenRaw of(Sensor sensor, int detector, long seed, Path folder) throws IOException {
        RandomGenerator dice = Dice.of(seed, "raw", detector);
        Chip chip = new Chip(sensor, detector);
        var light = new Canvas(sensor.width(), sensor.height());
        light.addSky(SKY, 0.01, -0.015);
        var stars = new ArrayList<PixelPoint>();
        Moffat psf = Moffat.of(3.6, 0.03, -0.02);
        for (int k = 0; k < STARS; k++) {
            var at =
                    new PixelPoint(
                            sensor.width() * dice.nextDouble(),
                            sensor.height() * dice.nextDouble());
            // four decades of flux; the brightest bleed
            double flux = 600 * Math.pow(10, -1.3 * Math.log10(1 - 0.9999 * dice.nextDouble()));
            light.addPoint(at, flux, psf, psf.reach(flux, 0.4));
            stars.add(at);
        }
        light.bleed(chip.fullWell());
        Canvas rays = CosmicRays.fall(sensor.width(), sensor.height(), SECONDS, dice);
        int[][] adu = LsstReadout.read(chip, light, rays, SECONDS, dice);
        var grid =
                new Grid(
                        sensor.width(),
                        sensor.height(),
                        new SkyPoint(60, -30),
                        new PixelPoint(sensor.width() / 2.0, sensor.height() / 2.0),
                        0.2,
                        30);
        Map<String, Object> cards =
                Map.of("EXPTIME", SECONDS, "DARKTIME", LsstReadout.darkSeconds(SECONDS));
        Path raw =
                Files.write(folder.resolve("raw.fits"), new LsstRaw(chip, adu).fits(cards, grid));
        Path calibrations = Files.createDirectories(folder.resolve("calib"));
        for (NamedBytes file : CalibrationFiles.of(chip, "")) {
            Files.write(calibrations.resolve(file.key()), file.bytes());
        }
        return new TakenRaw(chip, raw, calibrations, light, rays, stars);
    }
}
