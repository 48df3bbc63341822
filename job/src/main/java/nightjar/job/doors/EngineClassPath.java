// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import nightjar.model.VisitDetector;

/** Where the native image engine's classes are. */
final class EngineClassPath {

    private static final String ENGINE = "nightjar.imaging.worker.Main";

    private EngineClassPath() {}

    /**
     * This JVM's class path; before it, where a cluster loaded the job from what came with it, the
     * engine and the model that came with it: else an upgrade would leave the engine as it was.
     */
    static String find() {
        var places = new LinkedHashSet<String>();
        var loader = EngineClassPath.class.getClassLoader();
        if (loader != ClassLoader.getSystemClassLoader()) {
            try {
                places.add(place(Class.forName(ENGINE, false, loader)));
                places.add(place(VisitDetector.class));
            } catch (ClassNotFoundException e) {
                places.clear(); // the job brings no engine: it is where the cluster's owner put it
            }
        }
        places.add(System.getProperty("java.class.path"));
        return String.join(File.pathSeparator, places);
    }

    private static String place(Class<?> type) {
        try {
            var code = type.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(code.toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no place of " + type, e);
        }
    }
}
