// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers the exposures used last, so that an exposure's detectors cost one look-up. */
final class Recent<K, V> {

    private final int most;
    private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(64, 0.75f, true);

    Recent(int most) {
        this.most = most;
    }

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized void put(K key, V value) {
        entries.put(key, value);
        var eldest = entries.entrySet().iterator();
        for (int over = entries.size() - most; over > 0; over--) {
            Map.Entry<K, V> gone = eldest.next();
            assert gone != null;
            eldest.remove();
        }
    }
}
