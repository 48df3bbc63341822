// SPDX-License-Identifier: Apache-2.0
package nightjar.model.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void readsAPublishedSourceId() {
        DiaSourceId id = DiaSourceId.unpack(170032882292621441L);
        assertThat(id.release()).isEqualTo(1);
        assertThat(id.visit().day()).isEqualTo(LocalDate.of(2026, 2, 19));
        assertThat(id.visit().sequence()).isEqualTo(45);
        assertThat(id.detector()).isEqualTo(166);
        assertThat(id.counter()).isEqualTo(129);
        assertThat(id.packed()).isEqualTo(170032882292621441L);
        assertThat(DiaSourceId.pack(1, 2026021900045L, 166, 129)).isEqualTo(170032882292621441L);
    }

    @Test
    void keepsOneToOneVisitsApart() {
        long visit = 92026021900045L;
        assertThat(VisitId.of(visit).oneToOne()).isTrue();
        assertThat(VisitId.of(visit).value()).isEqualTo(visit);
        long id = DiaSourceId.pack(0, visit, 3, 7);
        assertThat(id).isNotEqualTo(DiaSourceId.pack(0, 2026021900045L, 3, 7)).isPositive();
        assertThat(DiaSourceId.unpack(id).visit().value()).isEqualTo(visit);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> DiaSourceId.pack(64, 2026021900045L, 0, 1))
                .hasMessageContaining("release 64");
        assertThatThrownBy(() -> DiaSourceId.pack(0, 2026021900045L, 256, 1))
                .hasMessageContaining("detector 256");
        assertThatThrownBy(() -> DiaSourceId.pack(0, 2026021900045L, 0, 1 << 19))
                .hasMessageContaining("counter 524288");
        assertThatThrownBy(() -> DiaSourceId.pack(0, 2009123100045L, 0, 1))
                .hasMessageContaining("day since 2010 -1");
        assertThatThrownBy(() -> VisitId.of(45)).hasMessageContaining("visit 45");
    }

    @Test
    void namesUuidsAsOthersDo() {
        UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
        assertThat(NameUuid.v5(dns, "www.example.com"))
                .isEqualTo(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"));
    }

    @Test
    void packsDesignationsOfSolarSystemObjects() {
        assertThat(SsObjectId.pack("J95X00A")).isEqualTo(0x4A393558303041L);
        assertThat(SsObjectId.unpack(0x4A393558303041L)).isEqualTo("J95X00A");
        assertThatThrownBy(() -> SsObjectId.pack("TOO LONG!")).hasMessageContaining("TOO LONG!");
    }

    @Test
    void countsTimePartitionsFrom1970() {
        assertThat(TimePartition.of(60827.0, 30)).isEqualTo(674);
        assertThat(TimePartition.of(TimePartition.startMjdTai(683, 30), 30)).isEqualTo(683);
        assertThat(TimePartition.of(Math.nextDown(TimePartition.startMjdTai(683, 30)), 30))
                .isEqualTo(682);
    }
}
