// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;

/** A file of the camera as someone else reads it. */
record ReadBack(Header header, double[][] adu) {

    static ReadBack of(byte[] bytes) {
        try (Fits fits = new Fits(new ByteArrayInputStream(bytes))) {
            BasicHDU<?> hdu = fits.readHDU();
            double zero = hdu.getHeader().getDoubleValue("BZERO", 0);
            Object kernel = hdu.getKernel();
            double[][] adu =
                    kernel instanceof short[][] shorts
                            ? Arrays.stream(shorts)
                                    .map(row -> row(row, zero))
                                    .toArray(double[][]::new)
                            : Arrays.stream((float[][]) kernel)
                                    .map(ReadBack::row)
                                    .toArray(double[][]::new);
            return new ReadBack(hdu.getHeader(), adu);
        } catch (FitsException | IOException e) {
            throw new IllegalStateException("cannot read back what the camera wrote", e);
        }
    }

    private static double[] row(short[] raw, double zero) {
        double[] row = new double[raw.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = raw[i] + zero;
        }
        return row;
    }

    private static double[] row(float[] raw) {
        double[] row = new double[raw.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = raw[i];
        }
        return row;
    }

    double number(String key) {
        return header.getDoubleValue(key, Double.NaN);
    }

    String text(String key) {
        return String.valueOf(header.getStringValue(key));
    }

    double median() {
        double[] all = Arrays.stream(adu).flatMapToDouble(Arrays::stream).sorted().toArray();
        return all[all.length / 2];
    }

    /**
     * Noise of the dark half of the pixels: from the distance of the 16 % point below the median.
     */
    double noise() {
        double[] all = Arrays.stream(adu).flatMapToDouble(Arrays::stream).sorted().toArray();
        return all[(int) (all.length * 0.45)] - all[(int) (all.length * 0.45 * 0.3173)];
    }
}
