// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import nightjar.model.Cause;
import nightjar.model.Ending;
import nightjar.model.Loss;
import nightjar.model.Outcome;
import nightjar.model.port.ObjectStore;

/** The words of an object store's trouble, the same for every scheme. */
final class Losses {

    private Losses() {}

    static <T> Outcome<T> notFound(String uri) {
        return Outcome.lost(
                new Loss(Ending.FAILED, Cause.RETRIABLE, ObjectStore.NOT_FOUND + ": " + uri));
    }

    static <T> Outcome<T> retriable(String why) {
        return Outcome.lost(new Loss(Ending.FAILED, Cause.RETRIABLE, why));
    }

    static <T> Outcome<T> trouble(String why) {
        return Outcome.lost(Loss.transientTrouble(why));
    }

    static <T> Outcome<T> invalid(String why) {
        return Outcome.lost(new Loss(Ending.FAILED, Cause.INVALID, why));
    }

    static <T> Outcome<T> of(String doing, String uri, IOException e) {
        return e instanceof NoSuchFileException
                ? notFound(uri)
                : trouble("cannot " + doing + " " + uri + ": " + e);
    }
}
