// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

import java.io.IOException;
import java.nio.file.Path;
import nightjar.model.VisitDetector;

/** Files of what a plan stores, for whoever reads catalogues and not the APDB. */
public interface Catalogues {

    /**
     * Writes one of them: the same rows give the same bytes.
     *
     * @param catalogue its name, as the plan's exports have it
     * @param of whose rows they are
     * @param to a file that is not there yet
     */
    void write(String catalogue, VisitDetector of, Apdb.Rows rows, Path to) throws IOException;
}
