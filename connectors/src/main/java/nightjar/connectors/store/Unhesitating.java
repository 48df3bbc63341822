// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Sends a body with its head. The SDK asks first (Expect: 100-continue), which costs a round trip,
 * and the JDK's connection waits up to 5 s for stores that do not answer to it.
 */
final class Unhesitating implements ExecutionInterceptor {

    @Override
    public SdkHttpRequest modifyHttpRequest(
            Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().toBuilder().removeHeader("Expect").build();
    }
}
