// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

import java.util.List;

/**
 * What the APDB held of a patch of sky before this visit.
 *
 * @param objects the last version of each object (the columns of DiaObjectLast)
 * @param sources their sources of the last twelve months
 * @param forced their forced sources of the last twelve months
 */
public record Prior(
        List<DiaObject> objects, List<DiaSource> sources, List<DiaForcedSource> forced) {

    /** A sky never looked at. */
    public static final Prior EMPTY = new Prior(List.of(), List.of(), List.of());

    public Prior {
        objects = List.copyOf(objects);
        sources = List.copyOf(sources);
        forced = List.copyOf(forced);
    }

    /** The same from rows as they were read. */
    public static Prior ofRows(List<Columns> objects, List<Columns> sources, List<Columns> forced) {
        return new Prior(
                objects.stream().map(DiaObject::new).toList(),
                sources.stream().map(DiaSource::new).toList(),
                forced.stream().map(DiaForcedSource::new).toList());
    }

    /** SHA-256 of all rows in their order, hexadecimal. */
    public String sha256() {
        return PriorDigest.of(this);
    }

    /** The newest store time among the objects, MJD TAI; 0 when there is none. */
    public double newestValidityStartMjdTai() {
        return objects.stream()
                .mapToDouble(DiaObject::validityStartMjdTai)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }
}
