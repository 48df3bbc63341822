// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.pipelines;

import org.yaml.snakeyaml.nodes.Node;

/** A mistake in the configuration, with its place; never leaves this package. */
final class Wrong extends Exception {

    Wrong(Node at, String what) {
        super(
                "line "
                        + (at.getStartMark().getLine() + 1)
                        + ", column "
                        + (at.getStartMark().getColumn() + 1)
                        + ": "
                        + what);
    }
}
