// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A session to a real database that remembers the statements it was given to execute. */
final class FakeRecordingSession {

    private static final Pattern TABLE = Pattern.compile("(?:INTO|FROM) \\S*?\"?(\\w+)\"?(?= |$)");

    private final CqlSession real;
    private final List<Statement<?>> executed = new ArrayList<>();

    FakeRecordingSession(CqlSession real) {
        this.real = real;
    }

    CqlSession session() {
        return (CqlSession)
                Proxy.newProxyInstance(
                        CqlSession.class.getClassLoader(),
                        new Class<?>[] {CqlSession.class},
                        (proxy, method, arguments) -> invoke(method, arguments));
    }

    /** What was executed since it was last forgotten. */
    synchronized List<Statement<?>> executed() {
        return List.copyOf(executed);
    }

    synchronized void forget() {
        executed.clear();
    }

    /** The table of each statement, in their order; the same one after another told once. */
    List<String> tables() {
        List<String> tables = new ArrayList<>();
        for (Statement<?> statement : executed()) {
            String table = tableOf(statement);
            if (tables.isEmpty() || !tables.get(tables.size() - 1).equals(table)) {
                tables.add(table);
            }
        }
        return tables;
    }

    static String tableOf(Statement<?> statement) {
        Matcher table = TABLE.matcher(cql(statement));
        return table.find() ? table.group(1) : cql(statement);
    }

    static String cql(Statement<?> statement) {
        if (statement instanceof BatchStatement batch) {
            return cql(batch.iterator().next());
        }
        return statement instanceof BoundStatement bound
                ? bound.getPreparedStatement().getQuery()
                : ((SimpleStatement) statement).getQuery();
    }

    private synchronized void remember(Object[] arguments) {
        if (arguments.length > 0 && arguments[0] instanceof Statement<?> statement) {
            executed.add(statement);
        }
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
        if (method.getName().startsWith("execute")) {
            remember(arguments);
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
