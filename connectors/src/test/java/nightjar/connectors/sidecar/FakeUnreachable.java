// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.sidecar;

import java.nio.file.Path;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.Stored;
import nightjar.model.port.ObjectStore;

/** An object store that does not answer. */
final class FakeUnreachable implements ObjectStore {

    private static <T> Outcome<T> away() {
        return Outcome.lost(Loss.transientTrouble("the store does not answer"));
    }

    @Override
    public Outcome<byte[]> get(String uri) {
        return away();
    }

    @Override
    public Outcome<byte[]> head(String uri, int bytes) {
        return away();
    }

    @Override
    public Outcome<Path> fetch(String uri, Path to) {
        return away();
    }

    @Override
    public Outcome<String> put(String uri, byte[] body) {
        return away();
    }

    @Override
    public Outcome<String> putFile(String uri, Path body) {
        return away();
    }

    @Override
    public boolean exists(String uri) {
        return false;
    }

    @Override
    public Outcome<Stored> keep(String folderUri, Path body, String suffix) {
        return away();
    }

    @Override
    public Outcome<Stored> keep(String folderUri, byte[] body, String suffix) {
        return away();
    }

    @Override
    public Outcome<byte[]> bytes(Stored stored) {
        return away();
    }

    @Override
    public Outcome<Path> local(Stored stored) {
        return away();
    }
}
