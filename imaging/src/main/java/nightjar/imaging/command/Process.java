// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import nightjar.imaging.DifferenceEngine;
import nightjar.imaging.DifferenceRequest;
import nightjar.imaging.Extras;
import nightjar.imaging.Progress;
import nightjar.imaging.Result;
import nightjar.imaging.inject.Injection;
import nightjar.imaging.inject.Recovered;
import nightjar.imaging.pixels.Bands;
import nightjar.imaging.signature.Signature;
import nightjar.imaging.sky.ReferenceCatalogue;

/**
 * The image pipeline alone, on files: {@code --science S [S2 ...] --template T [T2 ...] --out DIR
 * [--calib DIR] [--catalog C] [--align] [--score] [--inject LIST|N] [--json]}. Several science
 * files are the snaps of one visit; calibrations make exposures of raws.
 */
@SuppressWarnings(
        "JavaLangClash") // the verb of the command line; java.lang.Process is not used here
public final class Process {
    private static final String USAGE =
            """
            usage: nightjar process --science S [S2 ...] --template T [T2 ...] --out DIR [--json]
                   nightjar process --science S --out DIR [--calib DIR] [--json]
                     the first subtracts the templates, the second catalogues an image alone
                     [--calib DIR]      take the instrument's signature off raws first
                     [--catalog C]      refine coordinates and find the zero point by a catalogue's stars:
                                        lines of ra,dec[,mag[,magErr]], degrees (ICRS)
                     [--align]          lay the templates on the science image by the stars' pattern, not by
                                        their WCS (images without one have no positions on the sky)
                     [--score]          write the score image, too (score.fits)
                     [--inject LIST|N]  put N sources, or those of a file of x,y,flux lines (px, nJy),
                                        into the science image and tell what was found of them
                                        (with the PSF they are measured with: a bias without its error)
                                        (at most one for each two squares of 24 px)
            what an earlier run left in DIR goes first""";

    private Process() {}

    /** Exit code 0 when done, 1 with one line naming the cause, 2 for what cannot be meant. */
    public static void main(String[] args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Bands.useEveryCore();
        System.exit(run(args, out, System.err));
    }

    private record Arguments(
            List<Path> science,
            List<Path> templates,
            Path out,
            List<Path> calib,
            boolean json,
            Extras extras) {}

    static int run(String[] args, PrintStream out, PrintStream err) {
        if (List.of(args).contains("--help") || List.of(args).contains("-h")) {
            out.println(USAGE);
            return 0;
        }
        Optional<Arguments> parsed;
        try {
            parsed = parse(args);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
        if (parsed.isEmpty()) {
            err.println(USAGE);
            return 2;
        }
        Arguments a = parsed.get();
        var wrong = wrongCalibration(a);
        if (wrong.isPresent()) {
            err.println(wrong.get());
            return 2;
        }
        try (var folder = OutFolder.of(a.out())) {
            if (!folder.isWritable()) {
                return unwritable(a.out(), err);
            }
            return a.templates().isEmpty()
                    ? alone(a, folder, out, err)
                    : difference(a, folder, out, err);
        } catch (IOException e) {
            return unwritable(a.out(), err);
        }
    }

    private static Optional<String> wrongCalibration(Arguments a) {
        for (Path calib : a.calib()) {
            if (!Files.exists(calib)) {
                return Optional.of(
                        "there is no " + calib + ": give --calib a folder of calibrations");
            }
            try {
                var missing = Signature.missingIn(calib);
                if (missing.isPresent()) {
                    return missing;
                }
            } catch (IOException | UncheckedIOException e) {
                return Optional.of("cannot list " + calib + ": " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static int difference(Arguments a, OutFolder folder, PrintStream out, PrintStream err) {
        var request =
                new DifferenceRequest(
                        a.out(),
                        0,
                        0,
                        "",
                        a.science().stream().map(DifferenceRequest.Snap::of).toList(),
                        a.templates(),
                        a.extras(),
                        a.calib());
        var done = DifferenceEngine.difference(request, Progress.SILENT);
        return told(done, summary -> human(summary, a), a, folder, out, err);
    }

    private static int alone(Arguments a, OutFolder folder, PrintStream out, PrintStream err) {
        var image = a.science().get(0);
        var done = DifferenceEngine.catalogue(image, a.calib(), a.out(), Progress.SILENT);
        return told(done, summary -> counted(summary, a), a, folder, out, err);
    }

    private static int told(
            Result<ObjectNode> done,
            Function<ObjectNode, String> words,
            Arguments a,
            OutFolder folder,
            PrintStream out,
            PrintStream err) {
        return done.fold(
                summary -> {
                    folder.keep();
                    out.println(a.json() ? summary.toPrettyString() : words.apply(summary));
                    return 0;
                },
                (cause, detail) -> {
                    err.println(cause + ": " + detail);
                    return 1;
                });
    }

    private static String counted(ObjectNode s, Arguments a) {
        return String.format(
                Locale.ROOT,
                "%d sources in %.2f s; PSF %.2f px; zero point %.3f (%s)%nthey are in %s",
                s.path("nSources").asInt(),
                s.path("seconds").path("total").asDouble(),
                s.path("fwhmScience").asDouble(),
                s.path("zeroPoint").asDouble(),
                s.path("zeroPointFrom").asText(),
                a.out().resolve("sources.csv"));
    }

    private static int unwritable(Path folder, PrintStream err) {
        err.println("cannot write into " + folder + ": give --out a folder of your own");
        return 2;
    }

    private static Optional<Arguments> parse(String[] args) {
        var science = new ArrayList<Path>();
        var templates = new ArrayList<Path>();
        var outs = new ArrayList<Path>();
        var injections = new ArrayList<Path>();
        var catalogs = new ArrayList<Path>();
        var calib = new ArrayList<Path>();
        boolean json = false;
        boolean score = false;
        boolean align = false;
        List<Path> into = new ArrayList<>();
        for (String arg : args) {
            switch (arg) {
                case "--science" -> into = science;
                case "--template" -> into = templates;
                case "--out" -> into = outs;
                case "--inject" -> into = injections;
                case "--catalog" -> into = catalogs;
                case "--score" -> score = true;
                case "--align" -> align = true;
                case "--calib" -> into = calib;
                case "--json" -> json = true;
                default -> {
                    if (arg.startsWith("--")) {
                        return Optional.empty();
                    }
                    into.add(Path.of(arg));
                }
            }
        }
        boolean isPlain = injections.isEmpty() && catalogs.isEmpty() && !score && !align;
        boolean isAlone = science.size() == 1 && templates.isEmpty() && isPlain;
        boolean isPair = !science.isEmpty() && !templates.isEmpty();
        boolean whole = (isPair || isAlone) && outs.size() == 1;
        boolean once = injections.size() <= 1 && catalogs.size() <= 1;
        var injection = injections.stream().findFirst().map(p -> Injection.of(p.toString()));
        var catalogue = catalogs.stream().findFirst().map(ReferenceCatalogue::read);
        var extras = new Extras(false, score, true, injection, align, catalogue);
        return whole && once
                ? Optional.of(new Arguments(science, templates, outs.get(0), calib, json, extras))
                : Optional.empty();
    }

    private static String human(ObjectNode s, Arguments a) {
        return String.format(
                Locale.ROOT,
                "%d sources (of %d detections) in %.2f s%n"
                        + "PSF %.2f px against %.2f px of the template; %s convolved, kernel order %d%n"
                        + "5-sigma depth %.2f mag (zero point %.3f, %s)%n%sfiles in %s, a page to look at in %s%s",
                s.path("nDiaSources").asInt(),
                s.path("nDetections").asInt(),
                s.path("seconds").path("total").asDouble(),
                s.path("fwhmScience").asDouble(),
                s.path("fwhmTemplate").asDouble(),
                s.path("convolved").asText(),
                s.path("kernelOrder").asInt(),
                s.path("depth5Sigma").asDouble(),
                s.path("zeroPoint").asDouble(),
                s.path("zeroPointFrom").asText(),
                flags(s),
                a.out(),
                a.out().resolve("report.html"),
                s.get("injection") instanceof ObjectNode table
                        ? System.lineSeparator() + Recovered.words(table)
                        : "");
    }

    private static String flags(ObjectNode s) {
        var names = new StringJoiner(", ", "flags: ", System.lineSeparator()).setEmptyValue("");
        s.path("flags").forEach(flag -> names.add(flag.asText()));
        return names.toString();
    }
}
