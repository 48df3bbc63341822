// SPDX-License-Identifier: Apache-2.0
package nightjar.job.stories;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nightjar.sandbox.box.KafkaTrio;

/** The story of three brokers that are restarted one after another while the night goes on. */
final class Brokerage {

    private static final List<String> CLUSTERS =
            List.of("summit", "notifications", "alerts", "butler", "own");

    private Brokerage() {}

    static Story story() {
        return Story.of(
                        "broker-rolling-restart",
                        "three brokers restarted one after another, a visit's images coming each time",
                        Brokerage::play)
                .with(Brokerage::addresses);
    }

    private static Map<String, String> addresses(World world, String run) throws Exception {
        var address = world.threeBrokers().address();
        var settings = new LinkedHashMap<String, String>();
        for (var cluster : CLUSTERS) {
            settings.put("kafka." + cluster + ".bootstrap", "\"" + address + "\"");
        }
        return settings;
    }

    private static void play(Run run) throws Exception {
        var brokers = run.world().threeBrokers();
        run.onPair().start();
        for (var visit : run.show().visits()) {
            run.show().announce(visit);
        }
        run.harmed(0);
        for (int i = 0; i < KafkaTrio.BROKERS; i++) {
            brokers.stop(i);
            run.show().expose(run.show().visit(i));
            brokers.start(i);
            brokers.awaitInSync();
        }
        run.awaitEnd();
    }
}
