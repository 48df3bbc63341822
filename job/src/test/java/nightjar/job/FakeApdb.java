// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nightjar.connectors.apdb.InMemoryApdb;
import nightjar.model.Outcome;
import nightjar.model.port.Apdb;
import nightjar.model.port.Deadline;

/** Knows which DIASources were ever written to it; a gate stands before its writes. */
final class FakeApdb implements Apdb {

    private final InMemoryApdb apdb = new InMemoryApdb();
    private final Gate gate;
    private final Set<Long> diaSources = ConcurrentHashMap.newKeySet();

    FakeApdb(Gate gate) {
        this.gate = gate;
    }

    @Override
    public Outcome<Prior> prior(
            List<Double> cornersDeg,
            double paddingArcsec,
            double midpointMjdTai,
            Deadline deadline) {
        return apdb.prior(cornersDeg, paddingArcsec, midpointMjdTai, deadline);
    }

    @Override
    public Outcome<Boolean> contains(long visit, int detector, Deadline deadline) {
        return apdb.contains(visit, detector, deadline);
    }

    @Override
    public Outcome<Rows> write(Rows rows, Deadline deadline) throws InterruptedException {
        gate.pass(FakeSky.group(rows.visit()) + "/" + rows.detector());
        rows.diaSources().forEach(row -> diaSources.add(row.whole("diaSourceId", 0)));
        return apdb.write(rows, deadline);
    }

    Set<Long> diaSources() {
        return Set.copyOf(diaSources);
    }
}
