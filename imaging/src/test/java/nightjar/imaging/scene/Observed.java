// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nightjar.imaging.sky.Wcs;

/** One synthetic visit on disk with its truth, and the catalogue the engine made of it. */
public final class Observed {
    public final Scene scene;
    public final Camera science;
    public final Path raw;
    public final Path template;
    public final Path work;

    private Observed(Scene scene, Camera science, Path folder) {
        this.scene = scene;
        this.science = science;
        this.raw = folder.resolve("raw.fits");
        this.template = folder.resolve("template.fits");
        this.work = folder.resolve("work");
    }

    /**
     * A field seen through 4.75 px seeing against a template of 3.75 px on a turned, shifted grid.
     */
    public static Observed of(long seed, int size, Path folder) throws IOException {
        return of(seed, size, folder, 4.75, 3.75, false);
    }

    /** The same with the seeing told. */
    public static Observed of(
            long seed, int size, Path folder, double science, double template, boolean trail)
            throws IOException {
        int transients = Math.max(8, 40 * size * size / (1024 * 1024));
        var scene = new Scene(seed, size).withTransients(transients, 900, 30_000);
        var camera = new Camera(seed + 1, size, science).expose(scene, scene.wcs, 0.03);
        var observed = new Observed(scene, camera, folder);
        Files.createDirectories(observed.work);
        camera.exposeTransients(scene, scene.wcs);
        if (trail) {
            camera.trail(-20, size * 0.2, size + 20, size * 0.7, 250);
        }
        camera.writeRaw(observed.raw, scene.wcs, Math.max(4, 40 * size / 1024), 2);
        int margin = 60;
        double a = Math.toRadians(0.4);
        double s = 0.2 / 3600;
        Wcs turned =
                Wcs.tan(
                        62.0,
                        -37.0,
                        new double[] {
                            size / 2.0 + margin / 2.0 + 7.3, size / 2.0 + margin / 2.0 - 4.7
                        },
                        new double[] {
                            -s * Math.cos(a), s * Math.sin(a), s * Math.sin(a), s * Math.cos(a)
                        });
        new Camera(seed + 2, size + margin, template)
                .expose(scene, turned, 0.0)
                .writeTemplate(observed.template, turned, 15);
        return observed;
    }

    /** Rows of diaSources.csv by column name. */
    public static List<Map<String, String>> rows(Path work) throws IOException {
        var rows = new ArrayList<Map<String, String>>();
        List<String> lines = Files.readAllLines(work.resolve("diaSources.csv"));
        lines.removeIf(l -> l.startsWith("#"));
        String[] names = lines.get(0).split(",", -1);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            var row = new HashMap<String, String>();
            for (int i = 0; i < names.length; i++) {
                row.put(names[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }
}
