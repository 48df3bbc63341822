// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.nextvisit;

import nightjar.model.Outcome;
import nightjar.model.Received;
import nightjar.model.VisitCanceled;
import nightjar.model.port.Deadline;
import nightjar.model.port.Door;
import nightjar.model.port.Port;

/**
 * Understands that a group will never be taken, SAL event {@code
 * ScriptQueue.logevent_nextVisitCanceled}. Malformed bytes are POISON, a missing group INVALID,
 * trouble with the schema registry TRANSIENT.
 */
public final class VisitsCanceled implements Port<Received, VisitCanceled> {

    private final SalDecoder decoder;

    public VisitsCanceled(WriterSchemas schemas) {
        decoder = new SalDecoder(schemas);
    }

    public static Door<Received, VisitCanceled> door(WriterSchemas.Door schemas) {
        return placement -> new VisitsCanceled(schemas.open());
    }

    @Override
    public Outcome<VisitCanceled> ask(Received received, Deadline deadline) {
        return decoder.decode(received).then(VisitsCanceled::understand);
    }

    private static Outcome<VisitCanceled> understand(SalEvent event) {
        var group = event.text("groupId");
        if (group.length() > NextVisits.LONGEST_NAME) {
            return SalDecoder.invalid("a group of " + group.length() + " characters");
        }
        if (!NextVisits.isReadable(group)) {
            return SalDecoder.invalid("a group of characters that nobody can read");
        }
        return group.isEmpty()
                ? SalDecoder.invalid("a cancellation without groupId")
                : Outcome.done(new VisitCanceled(group, event.whole("scriptSalIndex")));
    }
}
