// SPDX-License-Identifier: Apache-2.0
package nightjar.job.bench;

import java.util.List;
import picocli.CommandLine.Option;

/** Which simulated skies are looked at. */
final class SkyChoice {

    @Option(
            names = "--size",
            defaultValue = "4096",
            description = "pixels along each side (default ${DEFAULT-VALUE})")
    int size;

    @Option(
            names = "--seeing",
            split = ",",
            defaultValue = "0.6,0.95,1.4",
            description = "FWHM in arcsec (default ${DEFAULT-VALUE})")
    List<Double> seeings = List.of();

    @Option(
            names = "--exposures",
            defaultValue = "8",
            description = "averaged in the template (default ${DEFAULT-VALUE})")
    int exposures;
}
