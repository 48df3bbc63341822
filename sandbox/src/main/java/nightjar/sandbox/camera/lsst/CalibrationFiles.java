// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera.lsst;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nightjar.sandbox.camera.NamedBytes;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.ImageData;
import nom.tam.util.FitsOutputStream;

/**
 * A chip's calibrations as they would come of very many exposures: without noise of their own.
 * Their names end as the image engine knows them.
 */
public final class CalibrationFiles {
    private static final List<String> NAMES =
            List.of(
                    "amplifiers.csv",
                    "crosstalk.csv",
                    "linearity.csv",
                    "defects.csv",
                    "bias.fits",
                    "dark.fits",
                    "flat.fits");

    private final Chip chip;
    private final Sensor sensor;
    private final List<Segment> segments;

    private CalibrationFiles(Chip chip) {
        this.chip = chip;
        this.sensor = chip.sensor();
        this.segments = chip.segments();
    }

    /**
     * All of them.
     *
     * @param before what stands before their names
     */
    public static List<NamedBytes> of(Chip chip, String before) {
        var files = new CalibrationFiles(chip);
        return NAMES.stream()
                .map(name -> new NamedBytes(before + name, files.bytes(name)))
                .toList();
    }

    private byte[] bytes(String name) {
        return switch (name) {
            case "amplifiers.csv" -> text(amplifiers());
            case "crosstalk.csv" -> text(crosstalk());
            case "linearity.csv" -> text(linearity());
            case "defects.csv" -> text(defects());
            case "bias.fits" -> fits(chip.biasFrame());
            case "dark.fits" -> fits(frame(chip::dark));
            default -> fits(frame(chip::response));
        };
    }

    private static byte[] text(Stream<String> lines) {
        return (lines.collect(Collectors.joining("\n")) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private Stream<String> amplifiers() {
        return Stream.concat(
                Stream.of("amplifier,gain,readNoise,saturation"),
                segments.stream()
                        .map(
                                s ->
                                        String.join(
                                                ",",
                                                s.name(),
                                                number(s.electronics().gain()),
                                                number(s.electronics().readNoise()),
                                                number(s.electronics().saturation()))));
    }

    private Stream<String> crosstalk() {
        var rows = new java.util.ArrayList<String>();
        rows.add("victim," + segments.stream().map(Segment::name).collect(Collectors.joining(",")));
        for (int victim = 0; victim < segments.size(); victim++) {
            var row = new StringBuilder(segments.get(victim).name());
            for (int source = 0; source < segments.size(); source++) {
                row.append(',').append(number(chip.heard(victim, source)));
            }
            rows.add(row.toString());
        }
        return rows.stream();
    }

    /** The inverse of s - bend s² as a series: the next term is 1e-7 of the signal at its most. */
    private Stream<String> linearity() {
        return Stream.concat(
                Stream.of("amplifier,kind,c2,c3,c4,c5"),
                segments.stream()
                        .map(
                                s -> {
                                    double a = s.electronics().bend();
                                    return String.join(
                                            ",",
                                            s.name(),
                                            "polynomial",
                                            number(a),
                                            number(2 * a * a),
                                            number(5 * a * a * a),
                                            number(14 * a * a * a * a));
                                }));
    }

    private Stream<String> defects() {
        return Stream.concat(
                Stream.of("x0,y0,width,height"),
                chip.defects().stream()
                        .map(
                                d ->
                                        String.format(
                                                Locale.ROOT,
                                                "%d,%d,%d,%d",
                                                d.x0(),
                                                d.y0(),
                                                d.width(),
                                                d.height())));
    }

    private static String number(double value) {
        return Double.toString(value);
    }

    @FunctionalInterface
    private interface Value {
        double at(int x, int y);
    }

    private float[] frame(Value value) {
        float[] frame = new float[sensor.width() * sensor.height()];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (float) value.at(i % sensor.width(), i / sensor.width());
        }
        return frame;
    }

    private byte[] fits(float[] frame) {
        float[][] rows = new float[sensor.height()][];
        for (int y = 0; y < rows.length; y++) {
            int from = y * sensor.width();
            rows[y] = java.util.Arrays.copyOfRange(frame, from, from + sensor.width());
        }
        var bytes = new ByteArrayOutputStream(4 * frame.length + 2 * 2880);
        try (Fits fits = new Fits();
                FitsOutputStream out = new FitsOutputStream(bytes)) {
            var hdu = ImageData.from(rows).toHDU();
            hdu.getHeader().findCard("SIMPLE").setComment("standard FITS");
            fits.addHDU(hdu);
            fits.write(out);
        } catch (FitsException e) {
            throw new IllegalStateException("no FITS of a calibration", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
