// SPDX-License-Identifier: Apache-2.0
package nightjar.job.fit;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.state.CheckpointableKeyedStateBackend;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateBackendFactory;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.util.DynamicCodeLoadingException;

/**
 * The configured state backend, which says of what it refuses whose state it was and what that is
 * called: Flink's own words tell of serializers only.
 */
public final class NamingBackend implements StateBackend {

    private static final long serialVersionUID = 1;

    /** The backend behind it, by the name that Flink's configuration has for it. */
    private static final String BEHIND = "nightjar.fit.backend";

    private final StateBackend behind;

    private NamingBackend(StateBackend behind) {
        this.behind = behind;
    }

    /** Puts it before the backend that these settings name. */
    static void before(Configuration flink) {
        flink.setString(BEHIND, flink.get(StateBackendOptions.STATE_BACKEND));
        flink.set(StateBackendOptions.STATE_BACKEND, Factory.class.getName());
    }

    /** Makes it where tasks run; Flink makes one of these by its name. */
    public static final class Factory implements StateBackendFactory<NamingBackend> {

        @Override
        public NamingBackend createFromConfig(ReadableConfig config, ClassLoader loader)
                throws IOException {
            var flink = Configuration.fromMap(config.toMap());
            flink.set(StateBackendOptions.STATE_BACKEND, flink.getString(BEHIND, "hashmap"));
            try {
                return new NamingBackend(
                        StateBackendLoader.loadStateBackendFromConfig(flink, loader, null));
            } catch (DynamicCodeLoadingException e) {
                throw new IOException("no state backend " + flink.getString(BEHIND, ""), e);
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked") // of a proxy's type parameter nothing is known
    public <K> CheckpointableKeyedStateBackend<K> createKeyedStateBackend(
            KeyedStateBackendParameters<K> asked) throws Exception {
        return named(
                CheckpointableKeyedStateBackend.class,
                behind.createKeyedStateBackend(asked),
                asked.getOperatorIdentifier());
    }

    @Override
    public OperatorStateBackend createOperatorStateBackend(OperatorStateBackendParameters asked)
            throws Exception {
        return named(
                OperatorStateBackend.class,
                behind.createOperatorStateBackend(asked),
                asked.getOperatorIdentifier());
    }

    private static <T> T named(Class<T> type, T backend, String operator) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            try {
                                return method.invoke(backend, arguments);
                            } catch (InvocationTargetException e) {
                                throw named(e.getTargetException(), operator, arguments);
                            }
                        }));
    }

    private static Throwable named(Throwable refusal, String operator, Object[] arguments) {
        return Stream.ofNullable(arguments)
                .flatMap(Stream::of)
                .flatMap(it -> state(it).stream())
                .findFirst()
                .<Throwable>map(state -> new MisfitState(operator, state, refusal))
                .orElse(refusal);
    }

    private static Optional<String> state(Object argument) {
        if (argument instanceof StateDescriptor<?, ?> descriptor) {
            return Optional.of(descriptor.getName());
        }
        // Timers are asked for by their name alone.
        return argument instanceof String name ? Optional.of(name) : Optional.empty();
    }

    @Override
    public boolean useManagedMemory() {
        return behind.useManagedMemory();
    }

    @Override
    public boolean supportsNoClaimRestoreMode() {
        return behind.supportsNoClaimRestoreMode();
    }
}
