// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import nightjar.connectors.store.Stores;
import nightjar.model.Cause;
import nightjar.model.Loss;
import nightjar.model.ObjectCreated;
import nightjar.model.Outcome;
import nightjar.model.Raw;
import nightjar.model.VisitDetector;
import nightjar.model.port.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SidecarReaderTest {

    private static final String OBSID = "MC_O_20261120_000012";
    private static final String FOLDER = "LSSTCam/20261120/" + OBSID + "/" + OBSID;
    private static final String SIDECAR =
            "{\"GROUPID\":\"2026-11-20T05:18:32.763\",\"CURINDEX\":2,\"TIMESYS\":\"TAI\","
                    + "\"DATE-BEG\":\"2026-11-20T06:00:00.000\",\"EXPTIME\":30.0,"
                    + "\"DATE-END\":\"2026-11-20T06:00:30.000\",\"RA\":225.5,\"DEC\":-38.25,"
                    + "\"ROTPA\":357.5,\"FILTER\":\"r_57\",\"IMGTYPE\":\"OBJECT\"}";

    private final String root;
    private final Stores store;
    private final SidecarReader reader;

    SidecarReaderTest(@TempDir Path temp) {
        root = temp.resolve("buckets").toUri().toString().replaceAll("/*$", "/");
        store = Stores.ofFiles(temp.resolve("cache"), 1 << 20);
        var active = Map.of("LSSTCam", Set.of(93, 94, 95), "HSC", Set.of(42));
        reader = new SidecarReader(store, KeyLayouts.known(), SidecarSettings.of(active).in(root));
    }

    @Test
    void aRawIsWhatItsSidecarSays() {
        put(FOLDER + "_R22_S11.json", SIDECAR);
        var raw = identify(FOLDER + "_R22_S11.fits").asValue().orElseThrow();
        assertThat(raw.key())
                .isEqualTo(new VisitDetector("LSSTCam", "2026-11-20T05:18:32.763", 94));
        assertThat(raw.exposure()).isEqualTo(2026112000012L);
        assertThat(raw.snap()).isEqualTo(1);
        assertThat(raw.uri()).isEqualTo(root + "raw/" + FOLDER + "_R22_S11.fits");
        assertThat(raw.beginMjdTai()).isCloseTo(61_364.25, within(1e-9));
        assertThat(raw.exposureSeconds()).isCloseTo(30, within(1e-3));
        assertThat(raw.boresightRaDeg()).isEqualTo(225.5);
        assertThat(raw.boresightDecDeg()).isEqualTo(-38.25);
        assertThat(raw.rotationDeg()).isEqualTo(357.5);
        assertThat(raw.filter()).isEqualTo("r_57");
        assertThat(raw.etag()).isEqualTo("etag");
    }

    @Test
    void theDetectorsOfAnExposureCostOneLookUp() {
        put(FOLDER + "_R22_S11.json", SIDECAR);
        assertThat(identify(FOLDER + "_R22_S11.fits").isDone()).isTrue();
        assertThat(identify(FOLDER + "_R22_S10.fits").isDone()).isTrue();
        assertThat(identify(FOLDER + "_R22_S12.fits").asValue().map(Raw::key))
                .contains(new VisitDetector("LSSTCam", "2026-11-20T05:18:32.763", 95));
        assertThat(reader.lookups()).isEqualTo(1);
        assertThat(reader.headerLookups()).isZero();
    }

    @Test
    void exposuresOfTwoControllersAreTwoThoughOfOneNumber() {
        var other = FOLDER.replace("MC_O", "MC_P");
        var group = "2026-11-20T07:00:00.000";
        put(FOLDER + "_R22_S11.json", SIDECAR);
        put(other + "_R22_S11.json", SIDECAR.replace("2026-11-20T05:18:32.763", group));
        assertThat(identify(FOLDER + "_R22_S11.fits").isDone()).isTrue();
        assertThat(identify(other + "_R22_S11.fits").asValue().map(raw -> raw.key().group()))
                .contains(group);
    }

    @Test
    void withoutASidecarTheHeaderIsAsked() {
        put(FOLDER + "_R22_S11.fits.fz", lsstFits());
        var raw = identify(FOLDER + "_R22_S11.fits.fz").asValue().orElseThrow();
        assertThat(raw.key().group()).isEqualTo("2026-11-20T05:18:32.763");
        assertThat(raw.boresightRaDeg()).isEqualTo(225.5);
        assertThat(raw.exposureSeconds()).isCloseTo(30, within(1e-3));
        assertThat(reader.headerLookups()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"GROUPID\":\"2026-", "[]", "null", "garbage", "{}"})
    void aSidecarThatIsNotWholeYetDoesNotHideTheHeader(String half) {
        put(FOLDER + "_R22_S11.json", half);
        put(FOLDER + "_R22_S11.fits", lsstFits());
        assertThat(identify(FOLDER + "_R22_S11.fits").isDone()).isTrue();
    }

    @Test
    void aRawWhoseGroupIsNotKnownYetIsToBeAskedAgain() {
        assertThat(cause(FOLDER + "_R22_S11.fits")).isEqualTo(Cause.RETRIABLE);
        put(FOLDER + "_R22_S11.fits", "SIMPLE  =".getBytes(UTF_8));
        assertThat(cause(FOLDER + "_R22_S11.fits")).isEqualTo(Cause.RETRIABLE);
        put(FOLDER + "_R22_S11.json", SIDECAR);
        assertThat(identify(FOLDER + "_R22_S11.fits").isDone()).isTrue();
    }

    @Test
    void anExposureWithoutAGroupBelongsToNoVisit() {
        var ungrouped = SIDECAR.replace("GROUPID", "NOGROUP");
        put(FOLDER + "_R22_S11.json", ungrouped);
        put(FOLDER + "_R22_S11.fits", FakeFits.of("NAXIS   = 0"));
        assertThat(why(FOLDER + "_R22_S11.fits")).startsWith("ungrouped ");
    }

    @Test
    void classesOfRawsThatNobodyWaitsForAreToldApart() {
        put(FOLDER + "_R22_S11.json", SIDECAR.replace("OBJECT", "FLAT"));
        assertThat(why(FOLDER + "_R22_S11.fits")).startsWith("calibration ");
        assertThat(why(FOLDER + "_R01_S00.fits")).startsWith("inactive ");
        assertThat(why(FOLDER + "_R00_SW0.fits")).startsWith("wavefront ");
        assertThat(why(FOLDER.replace("LSSTCam", "LATISS") + "_R00_S00.fits"))
                .startsWith("other-camera ");
    }

    @Test
    void aGroupInThePathIsTakenFromThere() {
        var key = "HSC/42/2016110700036/1/59150/HSC-G/HSC-59150-42.fits";
        put(
                key,
                FakeFits.of(
                        "NAXIS   = 0",
                        "RA      = '02:20:30.0'",
                        "DEC     = '-06:30:00.0'",
                        "MJD-OBS = 57699.5",
                        "EXPTIME = 3.0D1",
                        "FILTER01= 'HSC-G   '"));
        var raw = identify(key).asValue().orElseThrow();
        assertThat(raw.key()).isEqualTo(new VisitDetector("HSC", "2016110700036", 42));
        assertThat(raw.snap()).isEqualTo(1);
        assertThat(raw.boresightRaDeg()).isCloseTo(35.125, within(1e-9));
        assertThat(raw.boresightDecDeg()).isCloseTo(-6.5, within(1e-9));
        assertThat(raw.beginMjdTai()).isCloseTo(57_699.5 + 36 / 86_400.0, within(1e-9));
        assertThat(raw.filter()).isEqualTo("HSC-G");
    }

    @Test
    void aStoreThatCannotBeReachedIsNoReasonToPark() {
        var away =
                new SidecarReader(
                        new FakeUnreachable(),
                        KeyLayouts.known(),
                        SidecarSettings.of(Map.of("LSSTCam", Set.of(94))));
        var object = new ObjectCreated("raw", FOLDER + "_R22_S11.fits", 1, "", 2, 3);
        assertThat(away.identify(object, Deadline.in(Duration.ofMinutes(1))).asLoss())
                .map(Loss::cause)
                .contains(Cause.TRANSIENT);
        assertThat(away.headerLookups()).isZero();
    }

    private static byte[] lsstFits() {
        return FakeFits.of(
                "NAXIS   =                    0 / no data here",
                "GROUPID = '2026-11-20T05:18:32.763' / it''s / a slash",
                "TIMESYS = 'TAI     '",
                "MJD-BEG = 61364.25",
                "MJD-END = 61364.250347222",
                "RA      = 225.5 / [deg]",
                "DEC     = -38.25");
    }

    private void put(String key, String text) {
        put(key, text.getBytes(UTF_8));
    }

    private void put(String key, byte[] bytes) {
        assertThat(store.put(root + "raw/" + key, bytes).isDone()).isTrue();
    }

    private Outcome<Raw> identify(String key) {
        return reader.identify(
                new ObjectCreated("raw", key, 1, "etag", 2, 3), Deadline.in(Duration.ofMinutes(1)));
    }

    private Cause cause(String key) {
        return identify(key).asLoss().map(Loss::cause).orElseThrow();
    }

    private String why(String key) {
        var loss = identify(key).asLoss().orElseThrow();
        assertThat(loss.cause()).isEqualTo(Cause.IGNORABLE);
        return loss.why();
    }
}
