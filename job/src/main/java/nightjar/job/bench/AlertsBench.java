// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import nightjar.connectors.alerts.AlertPacker;
import nightjar.job.ReportFile;
import nightjar.model.port.Alerts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many alerts a core packs in a second. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = {
            "Packs alerts as the job does before they are sent, on one thread.",
            "A visit of 10,000 alerts of 82 kB, as plans count with, and as many with cutouts as "
                    + "real packets have them. A second is one of processor time of the whole Java, its garbage collector "
                    + "included, so that other work on the machine does not count."
        })
final class AlertsBench implements Callable<Integer> {

    /** The goal, for alerts as planned. */
    private static final int GOAL = 5_000;

    private static final int DISTINCT = 64;

    @Option(
            names = "--alerts",
            defaultValue = "10000",
            description = "alerts of a visit (default ${DEFAULT-VALUE})")
    int alerts;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "visits measured, of which the median is told (default ${DEFAULT-VALUE})")
    int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "2",
            description = "visits before anything is measured (default ${DEFAULT-VALUE})")
    int warmUp;

    @Mixin ReportFile json = new ReportFile();

    /**
     * What one load came to.
     *
     * @param perSecondAndCore alerts in a second of processor time
     * @param perSecond alerts in a second as the wall clock has it
     */
    record Figure(
            String load,
            int alerts,
            long bytesAnAlert,
            double perSecondAndCore,
            double perSecond) {}

    @Override
    public Integer call() throws Exception {
        json.require();
        System.out.println(Machine.describe());
        System.out.println("load             alerts   bytes each   /s and core   /s by the clock");
        var figures = new ArrayList<Figure>();
        for (var load : List.of(AlertLoad.AS_PLANNED, AlertLoad.AS_SEEN)) {
            var figure = measure(load);
            System.out.println(row(figure));
            figures.add(figure);
        }
        boolean met = figures.get(0).perSecondAndCore() >= GOAL;
        System.out.printf(
                "goal: %d a second and core as planned: %s%n", GOAL, met ? "met" : "missed");
        var root = Machine.result();
        root.put("goalPerSecondAndCore", GOAL).put("goalMet", met);
        figures.forEach(root.withArray("runs")::addPOJO);
        json.write(root);
        return 0;
    }

    private Figure measure(AlertLoad load) {
        var packer = new AlertPacker();
        var contents = load.contents(DISTINCT);
        for (int i = 0; i < warmUp; i++) {
            visit(load, packer, contents);
        }
        var measured = new ArrayList<Figure>();
        for (int i = 0; i < rounds; i++) {
            measured.add(visit(load, packer, contents));
        }
        measured.sort(Comparator.comparingDouble(Figure::perSecondAndCore));
        return measured.get(measured.size() / 2);
    }

    private Figure visit(AlertLoad load, AlertPacker packer, List<Alerts.Content> contents) {
        long clock = System.nanoTime();
        long processor = processorNanos();
        long bytes = 0;
        for (int i = 0; i < alerts; i++) {
            bytes += packer.pack(contents.get(i % contents.size())).length;
        }
        return new Figure(
                load.name(),
                alerts,
                bytes / alerts,
                alerts * 1e9 / (processorNanos() - processor),
                alerts * 1e9 / (System.nanoTime() - clock));
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static String row(Figure f) {
        return String.format(
                Locale.ROOT,
                "%-14s %8d %12d %13.0f %17.0f",
                f.load(),
                f.alerts(),
                f.bytesAnAlert(),
                f.perSecondAndCore(),
                f.perSecond());
    }
}
