// SPDX-License-Identifier: Apache-2.0
package nightjar.job.simulate.runtime;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/** One operator's state, by key and name. Values are immutable; maps are copied with it. */
final class KeyedState {

    private final Map<Object, Map<String, Object>> byKey = new HashMap<>();
    private Object key = "";

    void current(Object currentKey) {
        key = currentKey;
    }

    Object current() {
        return key;
    }

    KeyedState copy() {
        var copy = new KeyedState();
        byKey.forEach(
                (of, states) -> {
                    var copied = new HashMap<String, Object>();
                    states.forEach((name, value) -> copied.put(name, copied(value)));
                    copy.byKey.put(of, copied);
                });
        return copy;
    }

    private static Object copied(Object value) {
        return value instanceof LinkedHashMap<?, ?> map ? new LinkedHashMap<>(map) : value;
    }

    int entries() {
        return byKey.values().stream().mapToInt(Map::size).sum();
    }

    private @Nullable Object get(String name) {
        return byKey.getOrDefault(key, Map.of()).get(name);
    }

    private void put(String name, Object value) {
        byKey.computeIfAbsent(key, it -> new HashMap<>()).put(name, value);
    }

    private void remove(String name) {
        var states = byKey.get(key);
        if (states != null) {
            states.remove(name);
            if (states.isEmpty()) {
                byKey.remove(key);
            }
        }
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // Flink's own contract is null for unset
    <T> ValueState<T> value(String name) {
        return new ValueState<>() {
            @Override
            public T value() {
                return (T) get(name);
            }

            @Override
            public void update(T value) {
                if (value == null) {
                    remove(name);
                } else {
                    put(name, value);
                }
            }

            @Override
            public void clear() {
                remove(name);
            }
        };
    }

    <K, V> MapState<K, V> map(String name) {
        return new Entries<>(name);
    }

    /** Entries in the order of their coming, so that a seed replays. */
    private final class Entries<K, V> implements MapState<K, V> {
        private final String name;

        private Entries(String name) {
            this.name = name;
        }

        @SuppressWarnings("unchecked")
        private Map<K, V> map() {
            var map = (Map<K, V>) KeyedState.this.get(name);
            return map == null ? new LinkedHashMap<>() : map;
        }

        @Override
        @SuppressWarnings("NullAway") // Flink's own contract is null for unset
        public V get(K entry) {
            return map().get(entry);
        }

        @Override
        public void put(K entry, V value) {
            var map = map();
            map.put(entry, value);
            KeyedState.this.put(name, map);
        }

        @Override
        public void putAll(Map<K, V> entries) {
            entries.forEach(this::put);
        }

        @Override
        public void remove(K entry) {
            var map = map();
            map.remove(entry);
            if (map.isEmpty()) {
                clear();
            }
        }

        @Override
        public boolean contains(K entry) {
            return map().containsKey(entry);
        }

        @Override
        public Iterable<Map.Entry<K, V>> entries() {
            return map().entrySet();
        }

        @Override
        public Iterable<K> keys() {
            return map().keySet();
        }

        @Override
        public Iterable<V> values() {
            return map().values();
        }

        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return map().entrySet().iterator();
        }

        @Override
        public boolean isEmpty() {
            return map().isEmpty();
        }

        @Override
        public void clear() {
            KeyedState.this.remove(name);
        }
    }
}
