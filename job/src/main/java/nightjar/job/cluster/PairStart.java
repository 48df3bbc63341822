// SPDX-License-Identifier: Apache-2.0
package nightjar.job.cluster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts what of a cluster is not there; by who holds its folder.
 *
 * @param pair which
 * @param launch how its processes are started
 */
record PairStart(Pair pair, Launch launch) {

    private static final int SLOTS = 2;

    /** Returns what was started. */
    List<Daemon> start(int taskManagers, Map<String, String> more)
            throws IOException, InterruptedException {
        return start(planned(taskManagers, more));
    }

    private Roster planned(int taskManagers, Map<String, String> more) throws InterruptedException {
        var living = Daemon.living(pair.folder());
        var known = pair.roster();
        if (known.isEmpty()) {
            pair.end(living); // nobody knows where they listen
            return launch.plan(taskManagers, SLOTS, more);
        }
        return onFreePorts(
                adopted(known.get().withTaskManagers(taskManagers), living), living.isEmpty());
    }

    /** Of who was started by a command that ended before it could note that down. */
    private Roster adopted(Roster roster, List<Daemon> living) {
        var whole = roster;
        for (var daemon : living) {
            if (whole.roles().contains(daemon.role()) && !pair.isAlive(whole, daemon.role())) {
                whole = whole.with(daemon);
            }
        }
        return whole;
    }

    private Roster onFreePorts(Roster roster, boolean isAllDead) {
        var free = isAllDead ? roster.withFreeZooKeeper(SmallPlace::isFree) : roster;
        for (var role : roster.roles()) {
            if (role.startsWith("jobmanager") && !pair.isAlive(roster, role)) {
                free = free.withFreeWeb(role, SmallPlace::isFree);
            }
        }
        return free;
    }

    private List<Daemon> start(Roster planned) throws IOException, InterruptedException {
        var roster = planned;
        pair.settings(roster).write();
        roster.write(pair.folder());
        var started = new ArrayList<Daemon>();
        for (var role : roster.roles()) {
            if (!pair.isAlive(roster, role)) {
                var daemon = launch.start(role, pair.settings(roster));
                started.add(daemon);
                roster = roster.with(daemon);
                roster.write(pair.folder());
                if (role.equals(Pair.ZOOKEEPER)) {
                    PairWatch.awaitZooKeeper(pair.settings(roster));
                }
            }
        }
        return started;
    }
}
