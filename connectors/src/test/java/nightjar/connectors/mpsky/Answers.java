// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.mpsky;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import nightjar.model.sky.SkyPolygon;
import nightjar.model.sky.SkyPosition;
import nightjar.model.solar.BodyState;
import nightjar.model.solar.KnownBodies;

/** What MPSky sent: answer.bin, which pyarrow wrote (answer.py beside it). */
final class Answers {

    static final double FROM = 61_364;

    /** Some degrees around all three bodies. */
    private static final SkyPolygon WIDE =
            SkyPolygon.ofCorners(
                    List.of(
                            new SkyPosition(20, 5),
                            new SkyPosition(30, 5),
                            new SkyPosition(30, 15),
                            new SkyPosition(20, 15)));

    private Answers() {}

    static byte[] real() {
        try (var in = Answers.class.getResourceAsStream("answer.bin")) {
            if (in == null) {
                throw new IllegalStateException("answer.bin is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<BodyState> at(KnownBodies bodies, double days) {
        return bodies.on(WIDE, 0.2, FROM + days);
    }
}
