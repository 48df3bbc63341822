// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.camera;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One detector's file and its sidecar. The sidecar goes to the bucket first.
 *
 * @param notifiedTwice whether the notification of the file comes a second time
 */
public record Frame(int detector, NamedBytes sidecar, NamedBytes fits, boolean notifiedTwice) {

    /**
     * The notifications that Ceph would send for both objects, in order: sidecar, file, and the
     * file again if it is the one whose notification is repeated.
     */
    public List<byte[]> notifications(String bucket, Instant putUtc) {
        List<byte[]> all = new ArrayList<>();
        all.add(CephNotification.created(bucket, sidecar, putUtc));
        byte[] file = CephNotification.created(bucket, fits, putUtc.plusNanos(1000));
        all.add(file);
        if (notifiedTwice) {
            all.add(file.clone());
        }
        return all;
    }
}
