// SPDX-License-Identifier: Apache-2.0
package nightjar.job.replay;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.function.Supplier;
import nightjar.job.doors.Ports;
import nightjar.model.Outcome;
import nightjar.model.port.Apdb;
import nightjar.model.port.Plans;

/** Ways to break the commit on purpose: a replay that does not see them proves nothing. */
enum BrokenPorts {
    /** Goes ahead with its own plan, and asks nobody. */
    SKIP_CLAIM("claim"),
    /** Rows are written under a time of their own, not under the plan's. */
    FRESH_TIMESTAMPS("write"),
    /** Rows count as written, and are not. */
    SKIP_ROWS("write"),
    /** Each alert is sent twice. */
    ANNOUNCE_TWICE("tell");

    private final String method;

    BrokenPorts(String method) {
        this.method = method;
    }

    Ports over(Ports whole) {
        return new Ports() {
            @Override
            public <T> T at(Class<T> port, Supplier<T> real) {
                return broken(port, whole.at(port, real));
            }

            @Override
            public InstantSource clock() {
                return whole.clock();
            }
        };
    }

    private <T> T broken(Class<T> port, T whole) {
        if (!port.isInterface()) {
            return whole;
        }
        return port.cast(
                Proxy.newProxyInstance(
                        BrokenPorts.class.getClassLoader(),
                        new Class<?>[] {port},
                        (proxy, asked, told) -> {
                            boolean mine = asked.getName().equals(method);
                            if (mine && (this == SKIP_CLAIM || this == SKIP_ROWS)) {
                                return Outcome.done(told[0]);
                            }
                            if (mine && told[0] instanceof Apdb.Rows rows) {
                                told[0] = late(rows);
                            }
                            if (mine && told.length > 1 && told[1] instanceof Plans.Listener it) {
                                told[1] = twice(it);
                            }
                            try {
                                return asked.invoke(whole, told);
                            } catch (InvocationTargetException e) {
                                throw e.getCause() == null ? e : e.getCause();
                            }
                        }));
    }

    private static Apdb.Rows late(Apdb.Rows rows) {
        return new Apdb.Rows(
                rows.visit(),
                rows.detector(),
                rows.storeTimeMjdTai() + 1e-4,
                rows.diaObjects(),
                rows.diaSources(),
                rows.diaForcedSources());
    }

    private static Plans.Listener twice(Plans.Listener listener) {
        return new Plans.Listener() {
            @Override
            public void record(String butlerRecord) {
                listener.record(butlerRecord);
            }

            @Override
            public void alert(long diaSourceId, byte[] packed) {
                listener.alert(diaSourceId, packed);
                listener.alert(diaSourceId, packed);
            }
        };
    }
}
