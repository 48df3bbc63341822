// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

    @Test
    void anObjectOrAListIsAnAnswer() {
        assertThat(answer("{\"allow_list\":[1]}\n").json("Sattle").isDone()).isTrue();
        assertThat(answer("[]").json("Sattle").isDone()).isTrue();
    }

    /** Two answers stuck together may be those to two questions: neither is to be trusted. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "7",
                "{\"allow_list\":[1",
                "{\"allow_list\":[1]}{\"allow_list\":[]}",
                "{\"allow_list\":[1]} Internal Server Error"
            })
    void whatIsNotOneJsonToTheLastByteIsNone(String body) {
        var read = answer(body).json("Sattle");
        assertThat(read.asLoss().map(loss -> loss.why()))
                .hasValue("Sattle answered " + body.length() + " bytes that are not JSON");
    }

    private static Answer answer(String body) {
        return new Answer(200, body.getBytes(UTF_8));
    }
}
