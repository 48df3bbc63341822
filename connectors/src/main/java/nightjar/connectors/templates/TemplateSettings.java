// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.templates;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * Where templates are.
 *
 * @param root URI of the folder or bucket that the keys of the index begin at, with its last slash
 * @param index the index's key
 * @param bands which band a physical filter has
 * @param age how old a copy of the index may be before it is read again
 */
public record TemplateSettings(String root, String index, Bands bands, Duration age)
        implements Serializable {

    public TemplateSettings {
        requireNonNull(index, "index");
        requireNonNull(bands, "bands");
        requireNonNull(age, "age");
        root = root.endsWith("/") ? root : root + "/";
    }

    /** The index at its usual key, filters as LSSTCam's, read again each minute. */
    public static TemplateSettings in(String root) {
        return new TemplateSettings(
                root, "templates/index.json", new Bands(Map.of()), Duration.ofMinutes(1));
    }

    public TemplateSettings with(Bands other) {
        return new TemplateSettings(root, index, other, age);
    }

    String uri(String key) {
        return key.contains("://") ? key : root + key;
    }
}
