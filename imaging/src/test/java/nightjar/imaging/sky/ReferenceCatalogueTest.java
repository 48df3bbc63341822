// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.sky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceCatalogueTest {
    private final Path file;

    ReferenceCatalogueTest(@TempDir Path folder) {
        this.file = folder.resolve("stars.csv");
    }

    private ReferenceCatalogue read(String text) throws IOException {
        return ReferenceCatalogue.read(Files.writeString(file, text));
    }

    @Test
    void placesAloneAreEnough() throws IOException {
        var entries = read("# of nobody\n\n10.5,-3\n 11 , 4.25 \n").entries();

        assertThat(entries).hasSize(2);
        assertThat(entries.get(1).raDeg()).isEqualTo(11);
        assertThat(entries.get(1).decDeg()).isEqualTo(4.25);
        assertThat(entries.get(1).mag()).isNaN();
    }

    @Test
    void namesTellWhichColumnIsWhich() throws IOException {
        var entries = read("source_id,MAG,Dec,ra,mag_err\n77,18.5,-3,10.5,0.02\n78,,4,11,nan\n");

        assertThat(entries.entries())
                .first()
                .isEqualTo(new ReferenceCatalogue.Entry(10.5, -3, 18.5, 0.02));
        assertThat(entries.entries().get(1).mag()).isNaN();
        assertThat(entries.entries().get(1).magErr()).isNaN();
    }

    @Test
    void astropysOwnFormatIsRead() throws IOException {
        var entries = read("# %ECSV 0.9\n# ---\nra dec x mag\n10.5 -3.0 2000.1 18.5\n").entries();

        assertThat(entries)
                .containsExactly(new ReferenceCatalogue.Entry(10.5, -3, 18.5, Double.NaN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,2;1,x|line 2, column dec: wanted degrees from -90 to 90 but found x",
                "1,2;361,2|line 2, column ra: wanted degrees from -180 to 360 but found 361",
                "1,2;NaN,2|line 2, column ra: wanted degrees from -180 to 360 but found NaN",
                "1,2;,2|line 2, column ra: wanted degrees from -180 to 360 but found nothing",
                "1,2,3;1,2,bright|line 2, column mag: wanted magnitudes",
                "1,2,3,0;1,2,3,-1|line 2, column magErr: wanted magnitudes from 0",
                "1,2;1|line 2: 1 columns where the first line has 2",
                "1,2,3,4,5|line 1: 5 columns without names",
                "ra,mag;1,2|line 1: no column dec among ra,mag",
                "#;#|not one line of ra,dec",
            })
    void whatCannotBeMeantIsRefusedByLineAndColumn(String text, String reason) {
        assertThatThrownBy(() -> read(text.replace(';', '\n')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--catalog " + file)
                .hasMessageContaining(reason);
    }

    @Test
    void bytesThatAreNoTextAreRefusedInOneLine() throws IOException {
        Files.write(file, new byte[] {0, 1, (byte) 0xff, '\r', 7, '\n', 'x'});

        assertThatThrownBy(() -> ReferenceCatalogue.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("\n")
                .hasMessageContaining("line 1");
        assertThatThrownBy(() -> ReferenceCatalogue.read(file.resolveSibling("gone")))
                .hasMessageContaining("no such file");
    }
}
