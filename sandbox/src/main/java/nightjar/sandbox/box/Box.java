// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.io.IOException;
import java.util.Map;
import nightjar.sandbox.box.process.Child;

/** One neighbour: how it is launched (again, on the same port and data) and where it answers. */
interface Box {

    Neighbour neighbour();

    /** Starts the child and returns when it answers. */
    Child launch() throws IOException, InterruptedException;

    /** Name of a service to its address; known after the first launch. */
    Map<String, String> addresses();
}
