// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import nightjar.sandbox.box.web.Reply;
import nightjar.sandbox.sky.Dice;
import nightjar.sandbox.sky.Grid;
import nightjar.sandbox.sky.PixelPoint;
import nightjar.sandbox.sky.SkyPoint;

/**
 * Differences and forced photometry without looking at a pixel: all follows from the seed, the
 * visit, where the raw's header says that the detector looked, and the files' checksums, so that a
 * damaged or mistaken file does not give the same result.
 *
 * @param seed of the sky
 */
record Pictureless(long seed) {

    /** The raw's header, kept in the product for forced photometry. */
    private static final String HEAD = "science.head";

    /** Why there is no result, in the protocol's words. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        final String cause;

        Failure(String cause, String detail) {
            super(detail);
            this.cause = cause;
        }
    }

    /** Answers op difference; returns what summary.json holds. */
    JsonNode difference(JsonNode request) throws IOException, Failure {
        Path raw = Path.of(request.path("snaps").path(0).path("path").asText());
        Header header = whole(raw);
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(raw));
        for (JsonNode template : templates(request)) {
            sum.update(Files.readAllBytes(Path.of(template.asText())));
        }
        Grid grid = grid(header);
        long visit = request.path("visit").asLong();
        List<TrueSky.Seen> seen = new TrueSky(seed).seen(grid, visit);
        Path work = Path.of(request.path("work").asText());
        new Found(seen, seed ^ sum.getValue()).write(work);
        Header.copy(raw, header, work.resolve(HEAD));
        ObjectNode summary = summary(request, header, grid, seen.size());
        Files.writeString(work.resolve("summary.json"), summary.toString());
        return summary;
    }

    private static JsonNode templates(JsonNode request) throws Failure {
        if (request.path("templates").isEmpty()) {
            throw new Failure("NO_TEMPLATE", "no template was given");
        }
        return request.path("templates");
    }

    private static Header whole(Path raw) throws IOException, Failure {
        try {
            Header header = Header.read(raw);
            if (Files.size(raw) < header.fileBytes()) {
                throw new Failure(
                        "TRUNCATED",
                        "the raw has %d of %d bytes"
                                .formatted(Files.size(raw), header.fileBytes()));
            }
            return header;
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw e;
        } catch (IOException e) {
            throw new Failure("NOT_FITS", "the raw is no FITS file: " + e.getMessage());
        }
    }

    private static Grid grid(Header header) throws Failure {
        try {
            return header.grid();
        } catch (IOException e) {
            throw new Failure("NO_WCS", String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode summary(JsonNode request, Header header, Grid grid, int sources)
            throws IOException {
        double begin = header.number("MJD-BEG");
        double end = header.number("MJD-END");
        ObjectNode summary = Reply.JSON.createObjectNode();
        summary.put("midpointMjdTai", (begin + end) / 2);
        summary.put("exposureSeconds", header.number("EXPTIME"));
        summary.put("band", request.path("band").asText());
        ArrayNode corners = summary.putArray("corners");
        for (SkyPoint corner : grid.corners()) {
            corners.addArray().add(corner.raDeg()).add(corner.decDeg());
        }
        summary.put("nDetections", sources).put("nDiaSources", sources);
        summary.putArray("flags");
        return summary;
    }

    /** Answers op force: fluxes that follow from seed, visit and position. */
    void force(JsonNode request, long visit) throws IOException, Failure {
        Path work = Path.of(request.path("work").asText());
        Grid grid = grid(Header.read(work.resolve(HEAD)));
        List<String> asked =
                Files.readAllLines(Path.of(request.path("positions").asText())).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList();
        List<String> rows = new ArrayList<>();
        rows.add("diaObjectId,ra,dec,x,y,psfFlux,psfFluxErr,scienceFlux,scienceFluxErr,inside");
        for (String line : asked.subList(1, asked.size())) {
            rows.add(line + "," + measured(line.split(",", -1), grid, visit));
        }
        Files.write(work.resolve("forced.csv"), rows);
    }

    private String measured(String[] asked, Grid grid, long visit) {
        SkyPoint at = new SkyPoint(Double.parseDouble(asked[1]), Double.parseDouble(asked[2]));
        PixelPoint pixel = grid.toPixel(at);
        if (!grid.holds(pixel, 0)) {
            return "%.3f,%.3f,NaN,NaN,NaN,NaN,false".formatted(pixel.x(), pixel.y());
        }
        double flux =
                Dice.of(
                                        seed,
                                        "forced",
                                        visit,
                                        Math.round(at.raDeg() * 3_600_000),
                                        Math.round(at.decDeg() * 3_600_000))
                                .nextGaussian()
                        * Found.FLUX_ERROR_NJY;
        return String.format(
                Locale.ROOT,
                "%.3f,%.3f,%.2f,100,%.2f,100,true",
                pixel.x(),
                pixel.y(),
                flux,
                flux + 5000);
    }
}
