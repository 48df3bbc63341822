// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sattle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import nightjar.connectors.http.Http;
import nightjar.model.port.Deadline;
import nightjar.model.port.Sattle.Box;
import nightjar.model.port.Sattle.Exposure;

/** An exposure, sources and clients for the tests of Sattle's client. */
final class SattleQuestions {

    static final Exposure EXPOSURE =
            new Exposure(2026112000012L, 61_364.25, 61_364.2503, 225.5, -38.25);
    static final Deadline TIME = Deadline.in(Duration.ofMinutes(5));

    private SattleQuestions() {}

    static String allowList(String ids) {
        return "{\"visit_id\":2026112000012,\"detector_id\":4,\"allow_list\":" + ids + "}";
    }

    static List<Box> boxes(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(id -> new Box(id, new double[] {10, 1, 10.1, 1, 10.1, 1.1, 10, 1.1}))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    static SattleSettings settings(FakeSattle sattle) {
        return SattleSettings.at(sattle.server().address() + "/")
                .withTimeout(Duration.ofSeconds(20));
    }

    static SattleClient client(FakeSattle sattle) {
        return new SattleClient(new Http(), settings(sattle));
    }
}
