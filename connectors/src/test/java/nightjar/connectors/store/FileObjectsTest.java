// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import nightjar.model.Cause;
import nightjar.model.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectsTest extends ObjectStoreContract {

    FileObjectsTest(@TempDir Path temp) {
        super(temp);
    }

    @Override
    Stores open(LocalCache cache) {
        return new Stores(Map.of("file", new FileObjects()), cache);
    }

    @Override
    String emptyFolder() {
        return temp.resolve("objects").toUri().toString().replaceAll("([^/])$", "$1/");
    }

    @Test
    void aUriThatIsNoFileIsInvalid() {
        assertThat(new FileObjects().get("file://host/x y").asLoss().map(Loss::cause))
                .contains(Cause.INVALID);
    }
}
