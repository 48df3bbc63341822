// SPDX-License-Identifier: Apache-2.0
package nightjar.job.audit;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import nightjar.model.port.ObjectStore;

/** Whether files are in the store. */
final class FileLook {

    private final ObjectStore store;

    FileLook(ObjectStore store) {
        this.store = store;
    }

    /**
     * Those of these URIs that the store does not have.
     *
     * @throws Unanswered when it could not be asked
     */
    Set<String> missing(Collection<String> uris) {
        return uris.parallelStream().filter(this::isMissing).collect(Collectors.toSet());
    }

    private boolean isMissing(String uri) {
        return store.head(uri, 1)
                .fold(
                        first -> false,
                        loss -> {
                            if (ObjectStore.isNotFound(loss)) {
                                return true;
                            }
                            throw new Unanswered("the store of " + uri, loss.why());
                        });
    }
}
