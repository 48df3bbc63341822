// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import nightjar.connectors.RubinData;
import nightjar.model.catalog.Columns;
import nightjar.model.port.Alerts;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

class AlertPackerTest {

    private final AlertPacker packer = new AlertPacker();

    @Test
    void beginsWithConfluentsFrame() {
        var value = ByteBuffer.wrap(packer.pack(bare()));
        assertThat(value.get()).isZero();
        assertThat(value.getInt()).isEqualTo(1100);
    }

    @Test
    void missingFloatsAreNanAndMissingIdsZeroAsUpstreamWritesThem() throws Exception {
        var source = (GenericRecord) read(packer.pack(bare())).get("diaSource");
        assertThat(source.get("psfFlux")).isEqualTo(Float.NaN);
        assertThat(source.get("trailRa")).isEqualTo(Double.NaN);
        assertThat(source.get("ssObjectId")).isEqualTo(0L);
        assertThat(source.get("parentDiaSourceId")).isEqualTo(0L);
        assertThat(source.get("psfNdata")).isEqualTo(0);
        assertThat(source.get("x")).isEqualTo(0f);
        assertThat(source.get("centroid_flag")).isNull();
        assertThat(source.get("band")).isNull();
    }

    @Test
    void missingValuesMayBeNullInstead() throws Exception {
        var nulls = new AlertPacker(Missing.NULL, AlertPacker.DEFAULT_MOST_BYTES);
        var source = (GenericRecord) read(nulls.pack(bare())).get("diaSource");
        assertThat(source.get("psfFlux")).isNull();
        assertThat(source.get("ssObjectId")).isNull();
    }

    @Test
    void sourceWithoutHistoryHasNullSourcesAndAnEmptyArrayOfForcedOnes() throws Exception {
        var alert = read(packer.pack(bare()));
        assertThat(alert.get("prvDiaSources")).isNull();
        assertThat((List<?>) alert.get("prvDiaForcedSources")).isEmpty();
        assertThat(alert.get("cutoutDifference")).isNull();
        assertThat(alert.get("observation_reason")).isNull();
        assertThat(((GenericRecord) alert.get("diaObject")).get("diaObjectId"))
                .isEqualTo(AlertContents.ID);
    }

    @Test
    void solarSystemSourceHasNeitherObjectNorHistory() throws Exception {
        var source = AlertContents.bareSource().with("ssObjectId", 21_164_479_478_412_344L);
        var alert =
                read(packer.pack(AlertContents.of(source, Columns.EMPTY, List.of(), List.of())));
        assertThat(alert.get("diaObject")).isNull();
        assertThat(alert.get("prvDiaSources")).isNull();
        assertThat(alert.get("prvDiaForcedSources")).isNull();
    }

    @Test
    void solarSystemSourceTellsOfItsObjectAndOrbitWithUpstreamsPlaceholders() throws Exception {
        var sso = AlertContents.full("ssSource", 3);
        var orbit = AlertContents.full("mpc_orbits", 4);
        var alert =
                read(
                        packer.pack(
                                new Alerts.Content(
                                        AlertContents.bareSource(),
                                        Columns.EMPTY,
                                        List.of(),
                                        List.of(),
                                        sso,
                                        orbit,
                                        AlertContents.cutouts(0))));
        assertSame((GenericRecord) alert.get("ssSource"), sso);
        assertThat(alert.get("diaObject")).isNull();
        var read = (GenericRecord) alert.get("mpc_orbits");
        assertThat(read.get("id")).isEqualTo(0);
        assertThat(read.get("orbit_type_int")).isEqualTo(-1);
        for (var never : List.of("created_at", "updated_at", "fitting_datetime")) {
            assertThat(read.get(never)).as(never).isEqualTo(0L);
        }
        assertThat(read.get("a")).isEqualTo(orbit.number("a"));
        assertThat(read.get("designation")).isEqualTo("r");
    }

    @Test
    void sourceThatStaysInItsPlaceHasNoSolarSystemRecords() throws Exception {
        var alert = read(packer.pack(bare()));
        assertThat(alert.get("ssSource")).isNull();
        assertThat(alert.get("mpc_orbits")).isNull();
    }

    @Test
    void historyIsToldFromTheSecondDetectionOn() throws Exception {
        for (int seen : List.of(1, 2)) {
            var object = AlertContents.bareObject().with("nDiaSources", seen);
            var alert =
                    read(
                            packer.pack(
                                    AlertContents.of(
                                            AlertContents.bareSource(),
                                            object,
                                            rows("diaSource", 1),
                                            rows("diaForcedSource", 2))));
            assertThat(alert.get("prvDiaSources") == null).isEqualTo(seen == 1);
            assertThat((List<?>) alert.get("prvDiaForcedSources")).hasSize(seen == 1 ? 0 : 2);
        }
    }

    @Test
    void everyColumnArrivesInItsPlace() throws Exception {
        var content =
                new Alerts.Content(
                        AlertContents.full("diaSource", 0),
                        AlertContents.full("diaObject", 1),
                        rows("diaSource", 3),
                        rows("diaForcedSource", 4),
                        AlertContents.cutouts(2880));
        var alert = read(packer.pack(content));
        assertThat(alert.get("diaSourceId")).isEqualTo(AlertContents.ID);
        assertSame((GenericRecord) alert.get("diaSource"), content.diaSource());
        assertSame((GenericRecord) alert.get("diaObject"), content.diaObject());
        assertSames((List<?>) alert.get("prvDiaSources"), content.prvDiaSources());
        assertSames((List<?>) alert.get("prvDiaForcedSources"), content.prvDiaForcedSources());
        assertThat(((ByteBuffer) alert.get("cutoutTemplate")).remaining()).isEqualTo(2880);
    }

    @Test
    void valuesOfAnotherWidthAreConverted() throws Exception {
        var source = AlertContents.bareSource().with("psfFlux", 2.5).with("psfNdata", 7L);
        var read =
                (GenericRecord)
                        read(packer.pack(content(source, AlertContents.bareObject())))
                                .get("diaSource");
        assertThat(read.get("psfFlux")).isEqualTo(2.5f);
        assertThat(read.get("psfNdata")).isEqualTo(7);
    }

    @Test
    void sameContentGivesSameBytesWhateverWasPackedBetween() {
        var first = packer.pack(AlertContents.of82Kilobytes());
        packer.pack(bare());
        assertThat(packer.pack(AlertContents.of82Kilobytes())).isEqualTo(first);
    }

    @Test
    void severalThreadsMayPackAtOnce() {
        var expected = packer.pack(AlertContents.of82Kilobytes());
        assertThat(
                        IntStream.range(0, 64)
                                .parallel()
                                .mapToObj(i -> packer.pack(AlertContents.of82Kilobytes()))
                                .toList())
                .allSatisfy(alert -> assertThat(alert).isEqualTo(expected));
    }

    @Test
    void alertThatBrokersWouldRefuseIsNamed() {
        var small = new AlertPacker(Missing.AS_UPSTREAM, 1000);
        assertThatThrownBy(() -> small.pack(AlertContents.of82Kilobytes()))
                .isInstanceOfSatisfying(
                        Alerts.TooLarge.class,
                        e -> assertThat(e.diaSourceId()).isEqualTo(AlertContents.ID))
                .hasMessageContaining("brokers take 1000");
    }

    @Test
    void noAlertIsMadeWithoutWhatItMustSay() {
        var nowhere = AlertContents.bareSource().without("ra");
        assertThatThrownBy(() -> packer.pack(content(nowhere, AlertContents.bareObject())))
                .hasMessage("no alert without ra of its diaSource");
    }

    @Test
    void columnOfTheWrongKindIsNamedWithoutItsValue() {
        var odd = AlertContents.bareSource().with("psfFlux", "bright");
        assertThatThrownBy(() -> packer.pack(content(odd, AlertContents.bareObject())))
                .hasMessage("diaSource.psfFlux is no FLOAT");
    }

    @Test
    void upstreamsOwnFakeAlertSaysTheSameWhenWePackIt() throws Exception {
        var file = RubinData.path("rubin/alert_packet/11/0/sample_data/fakeAlert.avro").toFile();
        GenericRecord theirs;
        try (var alerts =
                new DataFileReader<GenericRecord>(file, new GenericDatumReader<>(textual()))) {
            theirs = alerts.next();
        }
        var content =
                AlertContents.of(
                        columns(theirs.get("diaSource")),
                        columns(theirs.get("diaObject")),
                        ((List<?>) theirs.get("prvDiaSources"))
                                .stream().map(AlertPackerTest::columns).toList(),
                        List.of());
        var nulls = new AlertPacker(Missing.NULL, AlertPacker.DEFAULT_MOST_BYTES);
        var ours = read(nulls.pack(content));
        for (var field : List.of("diaSource", "diaObject", "prvDiaSources", "cutoutScience")) {
            assertThat(String.valueOf(ours.get(field)))
                    .as(field)
                    .isEqualTo(String.valueOf(theirs.get(field)));
        }
    }

    private static Columns columns(Object read) {
        var record = (GenericRecord) read;
        var columns = Columns.EMPTY;
        for (var field : record.getSchema().getFields()) {
            if (record.get(field.name()) != null) {
                columns = columns.with(field.name(), record.get(field.name()));
            }
        }
        return columns;
    }

    private static Alerts.Content bare() {
        return content(AlertContents.bareSource(), AlertContents.bareObject());
    }

    private static Alerts.Content content(Columns source, Columns object) {
        return AlertContents.of(source, object, List.of(), List.of());
    }

    private static List<Columns> rows(String record, int count) {
        return IntStream.range(0, count).mapToObj(i -> AlertContents.full(record, i)).toList();
    }

    private static void assertSames(List<?> read, List<Columns> written) {
        assertThat(read).hasSameSizeAs(written);
        for (int i = 0; i < read.size(); i++) {
            assertSame((GenericRecord) read.get(i), written.get(i));
        }
    }

    private static void assertSame(GenericRecord read, Columns written) {
        written.forEach((name, value) -> assertThat(read.get(name)).as(name).isEqualTo(value));
        assertThat(read.getSchema().getFields()).hasSize(written.values().size());
    }

    private static GenericRecord read(byte[] value) throws Exception {
        var decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
        var reader = new GenericDatumReader<GenericRecord>(textual());
        var alert = reader.read(null, decoder);
        assertThat(decoder.isEnd()).isTrue();
        return alert;
    }

    /** The schema, with texts read as Java strings. */
    private static Schema textual() {
        var text =
                AlertSchema.canonical()
                        .replace(
                                "\"string\"",
                                "{\"type\":\"string\",\"avro.java.string\":\"String\"}");
        return new Schema.Parser().parse(text);
    }
}
