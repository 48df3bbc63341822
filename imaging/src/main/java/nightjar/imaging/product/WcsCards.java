// SPDX-License-Identifier: Apache-2.0
package nightjar.imaging.product;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nightjar.imaging.fits.FitsHeader;
import nightjar.imaging.fits.FitsWriter;

/** The celestial keywords of a header, carried over into a product. */
final class WcsCards {
    private WcsCards() {}

    static FitsWriter copy(FitsHeader from, FitsWriter to) {
        for (String key : List.of("CTYPE1", "CTYPE2", "CUNIT1", "CUNIT2", "RADESYS")) {
            from.text(key).ifPresent(v -> to.text(key, v, ""));
        }
        for (String key : numbers()) {
            from.real(key).ifPresent(v -> to.real(key, v, ""));
        }
        for (String key : List.of("A_ORDER", "B_ORDER", "AP_ORDER", "BP_ORDER")) {
            from.integer(key).ifPresent(v -> to.integer(key, v, ""));
        }
        return to;
    }

    private static List<String> numbers() {
        var keys =
                new ArrayList<>(
                        List.of(
                                "CRPIX1", "CRPIX2", "CRVAL1", "CRVAL2", "CDELT1", "CDELT2",
                                "CROTA2", "LONPOLE", "LATPOLE", "EQUINOX"));
        for (int i = 1; i <= 2; i++) {
            for (int j = 1; j <= 2; j++) {
                keys.add("CD" + i + "_" + j);
                keys.add("PC" + i + "_" + j);
                keys.add(String.format(Locale.ROOT, "PC%03d%03d", i, j));
            }
            for (int k = 0; k < 40; k++) {
                keys.add("PV" + i + "_" + k);
            }
        }
        for (String letter : List.of("A", "B", "AP", "BP")) {
            for (int p = 0; p <= 9; p++) {
                for (int q = 0; p + q <= 9; q++) {
                    keys.add(letter + "_" + p + "_" + q);
                }
            }
        }
        return keys;
    }
}
