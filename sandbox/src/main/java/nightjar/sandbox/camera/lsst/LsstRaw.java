// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera.lsst;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import nightjar.sandbox.camera.Picture;
import nightjar.sandbox.camera.RawFits;
import nightjar.sandbox.sky.Grid;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.ImageData;
import nom.tam.fits.NullDataHDU;
import nom.tam.util.FitsOutputStream;

/**
 * A raw as LSSTCam's are laid out: an empty primary HDU with what holds for all, then an HDU of
 * 32-bit integers for each amplifier. The primary has the WCS of the assembled detector, which the
 * real ones lack.
 *
 * @param adu of each amplifier, row by row
 */
public record LsstRaw(Chip chip, int[][] adu) implements Picture {

    @Override
    public byte[] fits(Map<String, Object> cards, Grid grid) {
        int pixels = adu.length * adu[0].length;
        var bytes = new ByteArrayOutputStream(4 * pixels + 20 * 2880 * 2);
        try (Fits fits = new Fits();
                FitsOutputStream out = new FitsOutputStream(bytes)) {
            BasicHDU<?> primary = new NullDataHDU();
            // The library puts the moment of writing there: equal plans would give unequal bytes.
            primary.getHeader().addValue("SIMPLE", true, "standard FITS");
            RawFits.add(primary.getHeader(), cards, grid);
            fits.addHDU(primary);
            List<Segment> segments = chip.segments();
            for (int s = 0; s < segments.size(); s++) {
                fits.addHDU(segment(segments.get(s), adu[s]));
            }
            fits.write(out);
        } catch (FitsException e) {
            throw new IllegalStateException("the simulated camera made no valid FITS", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private BasicHDU<?> segment(Segment segment, int[] numbers) throws FitsException {
        Sensor sensor = chip.sensor();
        int width = sensor.rawWidth();
        int[][] rows = new int[sensor.rawHeight()][];
        for (int j = 0; j < rows.length; j++) {
            rows[j] = java.util.Arrays.copyOfRange(numbers, j * width, (j + 1) * width);
        }
        BasicHDU<?> hdu = ImageData.from(rows).toHDU();
        Header header = hdu.getHeader();
        header.addValue("EXTNAME", "Segment" + segment.number(), "");
        header.addValue("DATASEC", segment.dataSection(), "light-sensitive");
        header.addValue("BIASSEC", segment.biasSection(), "serial overscan");
        header.addValue("DETSEC", segment.detectorSection(), "");
        header.addValue("DETSIZE", "[1:" + sensor.width() + ",1:" + sensor.height() + "]", "");
        return hdu;
    }
}
