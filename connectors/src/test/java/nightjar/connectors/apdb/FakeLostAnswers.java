// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/** A session to a real database whose answers are lost on the way back, as often as wanted. */
final class FakeLostAnswers {

    private final CqlSession real;
    private int toLose;

    FakeLostAnswers(CqlSession real) {
        this.real = real;
    }

    void loseNext(int answers) {
        toLose = answers;
    }

    CqlSession session() {
        return (CqlSession)
                Proxy.newProxyInstance(
                        CqlSession.class.getClassLoader(),
                        new Class<?>[] {CqlSession.class},
                        (proxy, method, arguments) -> invoke(method, arguments));
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
        Object answer;
        try {
            answer = method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (method.getName().equals("execute") && toLose > 0) {
            toLose--;
            throw new DriverTimeoutException("the answer was lost");
        }
        return answer;
    }
}
