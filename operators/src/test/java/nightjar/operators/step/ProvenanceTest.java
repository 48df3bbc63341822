// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProvenanceTest {

    @Test
    void aProductTellsWhatItWasMadeFromAndByWhat() {
        var ready = Sky.ready(Sky.preloaded("s3://t/a.fits"), Sky.raw(0), Sky.raw(1));
        var chosen =
                new PipelineChoice.Ready(
                        "/opt/Ap\"Pipe.yaml", new FakeWorkers(), List.of("s3://t/a.fits"));
        var json = Provenance.json(ready, chosen);
        assertThat(json)
                .startsWith("{\"software\": \"nightjar\"")
                .contains("\"pipeline\": \"/opt/Ap\\\"Pipe.yaml\"")
                .contains("\"templates\": [\"s3://t/a.fits\"]")
                .contains("\"uri\": \"" + Sky.raw(0).uri() + "\"")
                .contains("\"uri\": \"" + Sky.raw(1).uri() + "\"")
                .contains("\"visit\": " + ready.visit());
        assertThat(Provenance.json(ready, chosen)).isEqualTo(json);
    }
}
