// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.sky;

/** Simple imaging polynomial (Shupe et al. 2005, ASPC 347, 491); A and B are used both ways. */
final class Sip implements Distortion {
    private final double[][] a;
    private final double[][] b;

    Sip(double[][] a, double[][] b) {
        this.a = a;
        this.b = b;
    }

    @Override
    public void focalPlane(double[] uv) {
        double u = uv[0];
        double v = uv[1];
        uv[0] = u + polynomial(a, u, v);
        uv[1] = v + polynomial(b, u, v);
    }

    @Override
    public void detector(double[] uv) {
        Distortion.invert(uv, this::focalPlane, 0.1);
    }

    private static double polynomial(double[][] c, double u, double v) {
        double sum = 0;
        for (int p = c.length - 1; p >= 0; p--) {
            double inner = 0;
            for (int q = c.length - 1 - p; q >= 0; q--) {
                inner = inner * v + c[p][q];
            }
            sum = sum * u + inner;
        }
        return sum;
    }
}
