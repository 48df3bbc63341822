// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import nightjar.imaging.fits.FitsReader;
import nightjar.imaging.fits.MemoryBudget;
import nightjar.imaging.pixels.Mask;
import nightjar.job.ReportFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How well the engine sees, against skies whose truth is known. */
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        description =
                "Differences simulated pairs (stars, galaxies, hosts, variables, a satellite, cosmic "
                        + "rays, bad columns, saturation, turned and shifted templates) and compares with what "
                        + "was put in, in a row per seeing.")
final class QualityBench implements Callable<Integer> {
    private static final int VETO = Mask.UNUSABLE | Mask.EDGE | Mask.STREAK;

    @Option(names = "--seeds", required = true, paramLabel = "A..B", description = "skies to make")
    String seeds = "";

    @Mixin SkyChoice skies = new SkyChoice();

    @Mixin ReportFile json = new ReportFile();

    @Override
    public Integer call() throws Exception {
        json.require();
        var range = Seeds.of(seeds);
        System.out.println(Machine.describe());
        System.out.println(QualityRow.head());
        var rows = new ArrayList<QualityRow>();
        for (double seeing : skies.seeings) {
            var tally = new QualityTally(seeing);
            for (long seed = range.first(); seed <= range.last(); seed++) {
                try (var files = StudyFiles.make(seed, skies.size, seeing, skies.exposures)) {
                    add(files, tally);
                }
            }
            System.out.println(tally.row().line());
            System.out.println(tally.losses());
            rows.add(tally.row());
        }
        var root = Machine.result();
        root.put("seeds", seeds).put("size", skies.size).put("exposures", skies.exposures);
        rows.forEach(root.withArray("rows")::addPOJO);
        json.write(root);
        return 0;
    }

    private static void add(StudyFiles files, QualityTally tally) throws Exception {
        var run = StudyRun.of(files);
        tally.add(
                run.truth(),
                run.detections(),
                run.sources(),
                run.summary().path("fwhmScience").asDouble(),
                area(run.difference()));
    }

    /** Pixels in all, and those nothing can be found on. */
    private static long[] area(Path difference) throws Exception {
        var mask =
                FitsReader.readAll(difference, MemoryBudget.ofHeap()).stream()
                        .filter(hdu -> hdu.extension().equals("MASK"))
                        .findFirst()
                        .orElseThrow()
                        .plane();
        long vetoed = 0;
        for (float bits : mask.pixels) {
            vetoed += ((int) bits & VETO) != 0 ? 1 : 0;
        }
        return new long[] {mask.pixels.length, vetoed};
    }
}
