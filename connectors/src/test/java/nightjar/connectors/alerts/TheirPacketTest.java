// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import nightjar.connectors.RubinData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

/** A real alert of the observatory says of its own pixels what we would say of them. */
class TheirPacketTest {

    @Test
    void psfFluxErrorAndSignalToNoiseFollowFromItsPixels() throws Exception {
        var alert = packet();
        var source = (GenericRecord) alert.get("diaSource");
        var ours = TheirCutout.read((ByteBuffer) alert.get("cutoutDifference")).flux();
        var theirs = new TheirCutout.Flux(number(source, "psfFlux"), number(source, "psfFluxErr"));
        System.out.printf(
                "a packet of theirs: psfFlux %.1f, ours %.1f nJy; its error %.1f, ours %.1f nJy;"
                        + " S/N %.2f, ours %.2f (detected at %.2f)%n",
                theirs.value(),
                ours.value(),
                theirs.error(),
                ours.error(),
                theirs.signalToNoise(),
                ours.signalToNoise(),
                number(source, "snr"));
        // Their fit has the PSF of the place and 41 x 41 pixels; the packet has the average PSF and
        // 30 x 30.
        assertThat(ours.value()).isCloseTo(theirs.value(), within(0.1 * theirs.error()));
        assertThat(ours.error()).isCloseTo(theirs.error(), within(0.02 * theirs.error()));
        assertThat(ours.signalToNoise()).isCloseTo(theirs.signalToNoise(), within(0.05));
    }

    @Test
    void itsStampIsCentredAsOursAre() throws Exception {
        var alert = packet();
        var source = (GenericRecord) alert.get("diaSource");
        for (var name : List.of("cutoutDifference", "cutoutScience", "cutoutTemplate")) {
            var cutout = TheirCutout.read((ByteBuffer) alert.get(name));
            double half = (cutout.pixels().length - 1) / 2.0;
            assertThat(cutout.header().getIntValue("CUTMINX") + 1L)
                    .as(name)
                    .isEqualTo(Math.round(number(source, "x") - half));
            assertThat(cutout.header().getIntValue("CUTMINY") + 1L)
                    .as(name)
                    .isEqualTo(Math.round(number(source, "y") - half));
        }
    }

    @Test
    void absenceIsToldAsOursIs() throws Exception {
        var alert = packet();
        var source = (GenericRecord) alert.get("diaSource");
        assertThat(alert.get("prvDiaSources")).as("seen once").isNull();
        assertThat((List<?>) alert.get("prvDiaForcedSources")).isEmpty();
        assertThat(alert.get("ssSource")).isNull();
        assertThat(alert.get("mpc_orbits")).isNull();
        for (var id : List.of("ssObjectId", "parentDiaSourceId")) {
            assertThat(source.get(id)).as(id).isEqualTo(0L);
        }
        for (var measured : List.of("psfLnL", "trailFlux", "dipoleLength", "ixx")) {
            assertThat(number(source, measured)).as(measured).isNaN();
        }
        assertThat(number((GenericRecord) alert.get("diaObject"), "firstDiaSourceMjdTai")).isNaN();
    }

    private static double number(GenericRecord record, String field) {
        return ((Number) record.get(field)).doubleValue();
    }

    private static GenericRecord packet() throws Exception {
        var file = RubinData.path("rubin/boom/lsst_v9_0_7912941781254298.confluent.bin");
        return TheirPacket.read(Files.readAllBytes(file));
    }
}
