// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.Test;

class ContainerFrameTest {

    private final byte[] whole = container();

    @Test
    void aWholeContainerIsLeftAtItsBeginning() throws IOException {
        var in = new SeekableByteArrayInput(whole);
        ContainerFrame.require(in);
        assertThat(in.tell()).isZero();
    }

    @Test
    void noEndIsMissed() {
        int refused = 0;
        for (int length = 4; length < whole.length; length++) {
            try {
                ContainerFrame.require(new SeekableByteArrayInput(Arrays.copyOf(whole, length)));
            } catch (IOException e) {
                refused++;
            }
        }
        // Between two blocks, and before the first, a container may end.
        assertThat(refused).isEqualTo(whole.length - 4 - 2);
    }

    @Test
    void aLengthThatReachesBeyondTheEndIsRefused() {
        // The last block: a count, a size of two bytes, its records, sixteen bytes.
        var huge = whole.clone();
        int size = lastBlock() + 1;
        huge[size] = (byte) 0xFF;
        huge[size + 1] = (byte) 0x7F;
        assertThatThrownBy(() -> ContainerFrame.require(new SeekableByteArrayInput(huge)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("are said to follow");
    }

    @Test
    void whateverByteIsDamagedNothingElseIsThrown() {
        for (int at = 4; at < whole.length; at++) {
            var damaged = whole.clone();
            damaged[at] = (byte) 0xFF;
            assertThatCode(() -> requireOrRefuse(damaged)).doesNotThrowAnyException();
        }
    }

    private static void requireOrRefuse(byte[] bytes) {
        try {
            ContainerFrame.require(new SeekableByteArrayInput(bytes));
        } catch (IOException e) {
            assertThat(e).hasMessageMatching(".*(bytes|number|shorter).*");
        }
    }

    private int lastBlock() {
        int sync = 16;
        int records = 100;
        return whole.length - sync - records - 3;
    }

    /** Two blocks of a hundred bytes each. */
    private static byte[] container() {
        var out = new ByteArrayOutputStream();
        var fixed = Schema.createFixed("Bytes", "", "", 100);
        try (var file = new DataFileWriter<>(new GenericDatumWriter<>(fixed)).create(fixed, out)) {
            for (int i = 0; i < 2; i++) {
                file.append(new org.apache.avro.generic.GenericData.Fixed(fixed, new byte[100]));
                file.sync();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
