// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import nightjar.imaging.Unusable;
import nightjar.imaging.pixels.Mask;
import nightjar.imaging.pixels.Mesh;
import nightjar.imaging.pixels.Plane;
import nightjar.imaging.psf.Moments;
import nightjar.imaging.sky.SkyPosition;
import nightjar.imaging.sky.Wcs;
import org.junit.jupiter.api.Test;

class WarpTest {
    private static final double SCALE = 0.2 / 3600;

    private static Wcs wcs(double scale, double angle, double centre) {
        double c = scale * Math.cos(Math.toRadians(angle));
        double s = scale * Math.sin(Math.toRadians(angle));
        double[] cd = {-c, s, s, c};
        return Wcs.tan(30, -20, new double[] {centre, centre}, cd);
    }

    @Test
    void aStarKeepsItsFluxAndItsPlaceOnAnotherGrid() throws Unusable {
        // template pixels are a third larger in area and turned
        Wcs from = wcs(SCALE * Math.sqrt(1.333), 17, 80);
        Wcs to = wcs(SCALE, 0, 101);
        var image = new Plane(160, 160);
        SkyPosition star = to.toSky(90.3, 110.8);
        double[] at = from.toPixel(star.raDeg(), star.decDeg());
        double flux = 5000;
        for (int y = 0; y < 160; y++) {
            for (int x = 0; x < 160; x++) {
                double r2 = (x - at[0]) * (x - at[0]) + (y - at[1]) * (y - at[1]);
                image.set(x, y, (float) (flux / (2 * Math.PI * 4) * Math.exp(-r2 / 8)));
            }
        }
        double[][] map = Warp.mapping(Warp.bySky(to, from), 200, 200);

        Warp.Warped out =
                new Warp()
                        .apply(
                                image,
                                new Mask(160, 160),
                                Mesh.constant(160, 160, 1),
                                map,
                                200,
                                200);

        double sum = 0;
        for (int y = 80; y < 141; y++) {
            for (int x = 60; x < 121; x++) {
                sum += out.image().at(x, y);
            }
        }
        assertThat(sum).isCloseTo(flux, within(flux * 2e-3));
        Moments m = Moments.measure(out.image(), 90, 111, 2);
        assertThat(m.x()).isCloseTo(90.3, within(0.01));
        assertThat(m.y()).isCloseTo(110.8, within(0.01));
        assertThat(out.mask().at(0, 0) & Mask.NO_DATA).isNotZero();
        assertThat(out.variance().at(90, 110)).isCloseTo(0.5625f, within(0.01f));
    }
}
