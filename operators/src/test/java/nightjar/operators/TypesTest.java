// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import nightjar.model.Cleared;
import nightjar.model.Committed;
import nightjar.model.DiaCounts;
import nightjar.model.Differenced;
import nightjar.model.Ended;
import nightjar.model.ExpectedVisit;
import nightjar.model.NextVisit;
import nightjar.model.ObjectCreated;
import nightjar.model.ObjectsCreated;
import nightjar.model.PackedAlert;
import nightjar.model.Planned;
import nightjar.model.Preloaded;
import nightjar.model.PresenceQuestion;
import nightjar.model.Quarantined;
import nightjar.model.Raw;
import nightjar.model.ReadyVisit;
import nightjar.model.Received;
import nightjar.model.Stored;
import nightjar.model.UnwantedDetector;
import nightjar.model.VisitCanceled;
import nightjar.operators.placement.DetectorKey;
import nightjar.operators.state.AlarmTime;
import nightjar.operators.state.Tombstone;
import nightjar.operators.state.Watched;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypesTest {

    private static final int MOST_BYTES = 64 * 1024;

    @ParameterizedTest
    @ValueSource(
            classes = {
                Received.class,
                NextVisit.class,
                VisitCanceled.class,
                ObjectsCreated.class,
                ObjectCreated.class,
                ExpectedVisit.class,
                UnwantedDetector.class,
                Raw.class,
                Preloaded.class,
                PresenceQuestion.class,
                ReadyVisit.class,
                Differenced.class,
                Cleared.class,
                Planned.class,
                Committed.class,
                PackedAlert.class,
                Ended.class,
                Quarantined.class,
                DetectorKey.class,
                AlarmTime.class,
                Tombstone.class,
                Watched.class
            })
    void whatTravelsOrIsKeptIsSerializedWithoutKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }

    @Test
    void whatTravelsStaysSmallEvenInAFlood() throws IOException {
        var planned = flood(100_000);

        assertThat(bytes(planned, Planned.class)).isLessThan(MOST_BYTES);
    }

    /** A detector with so many sources, two snaps and a hundred templates. */
    private static Planned flood(int sources) {
        var preloaded = Night.preloaded(188, 2);
        var templates = uris("templates", 100);
        var ready =
                new ReadyVisit(
                        new Preloaded(
                                preloaded.expected(),
                                templates,
                                uris("calibrations", 20),
                                "",
                                Night.START),
                        List.of(Night.raw(188, 0), Night.raw(188, 1)),
                        false,
                        Night.START);
        var differenced =
                new Differenced(
                        ready,
                        stored("product"),
                        sources,
                        61_364.1,
                        30,
                        "r",
                        List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0),
                        List.of("CONSTANT_PSF"));
        var allowed = new BitSet();
        allowed.set(0, sources);
        return new Planned(
                Cleared.of(differenced, allowed), stored("plan"), 61_364.2, DiaCounts.NONE);
    }

    private static List<String> uris(String folder, int count) {
        return IntStream.range(0, count).mapToObj(i -> stored(folder + i).uri()).toList();
    }

    private static Stored stored(String name) {
        return new Stored(
                "s3://nightjar-embargo/products/LSSTCam/20261120/" + name + ".fits",
                "0".repeat(64),
                1 << 30);
    }

    private static <T> int bytes(T record, Class<T> type) throws IOException {
        var serializer = TypeInformation.of(type).createSerializer(new SerializerConfigImpl());
        var out = new DataOutputSerializer(1024);
        serializer.serialize(record, out);
        return out.length();
    }
}
