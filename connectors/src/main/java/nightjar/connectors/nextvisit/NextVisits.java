// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.nextvisit;

import nightjar.model.CoordinateSystem;
import nightjar.model.NextVisit;
import nightjar.model.Outcome;
import nightjar.model.Received;
import nightjar.model.RotationSystem;
import nightjar.model.port.Deadline;
import nightjar.model.port.Door;
import nightjar.model.port.Port;

/**
 * Understands announcements of visits, SAL event {@code ScriptQueue.logevent_nextVisit}. Malformed
 * bytes are POISON, impossible values INVALID, trouble with the schema registry TRANSIENT. An
 * announcement without an instrument is no observation and is passed on as it is: fan-out ignores
 * it.
 */
public final class NextVisits implements Port<Received, NextVisit> {

    /** Names become keys of state; groups are time stamps of 23 characters. */
    static final int LONGEST_NAME = 200;

    /** What stands for bytes that were no UTF-8. */
    private static final char NOT_UTF_8 = '\uFFFD';

    private final SalDecoder decoder;

    public NextVisits(WriterSchemas schemas) {
        decoder = new SalDecoder(schemas);
    }

    public static Door<Received, NextVisit> door(WriterSchemas.Door schemas) {
        return placement -> new NextVisits(schemas.open());
    }

    @Override
    public Outcome<NextVisit> ask(Received received, Deadline deadline) {
        return decoder.decode(received).then(NextVisits::understand);
    }

    private static Outcome<NextVisit> understand(SalEvent event) {
        var wrong = wrong(event);
        return wrong.isEmpty() ? Outcome.done(visit(event)) : SalDecoder.invalid(wrong);
    }

    private static String wrong(SalEvent event) {
        var group = event.text("groupId");
        if (event.text("instrument").isEmpty()) {
            return event.whole("nimages") < 0 ? "nimages is negative" : "";
        }
        if (group.isEmpty()) {
            return "a visit of " + event.text("instrument") + " without groupId";
        }
        if (group.length() > LONGEST_NAME || event.text("instrument").length() > LONGEST_NAME) {
            return "a group or instrument of more than " + LONGEST_NAME + " characters";
        }
        if (!isReadable(group) || !isReadable(event.text("instrument"))) {
            return "a group or instrument of characters that nobody can read";
        }
        if (event.whole("nimages") < 0) {
            return "group " + group + " announces " + event.whole("nimages") + " images";
        }
        if (system(event) == CoordinateSystem.ICRS && !isOnTheSky(event)) {
            return "group "
                    + group
                    + " has no position on the sky: "
                    + event.number("position", 0)
                    + ", "
                    + event.number("position", 1);
        }
        return times(event) ? "" : "group " + group + " has times that are no numbers";
    }

    /** Names go into logs and ledgers, where an end of line would forge another. */
    static boolean isReadable(String name) {
        return name.chars().noneMatch(c -> Character.isISOControl(c) || c == NOT_UTF_8);
    }

    private static boolean isOnTheSky(SalEvent event) {
        return Double.isFinite(event.number("position", 0))
                && Math.abs(event.number("position", 1)) <= 90;
    }

    private static boolean times(SalEvent event) {
        return Double.isFinite(event.number("private_sndStamp"))
                && Double.isFinite(event.number("private_efdStamp"))
                && Double.isFinite(event.number("duration"));
    }

    private static CoordinateSystem system(SalEvent event) {
        return CoordinateSystem.ofSal(event.whole("coordinateSystem"));
    }

    private static NextVisit visit(SalEvent event) {
        return new NextVisit(
                event.text("instrument"),
                event.text("groupId"),
                event.large("salIndex"),
                event.whole("scriptSalIndex"),
                system(event),
                event.number("position", 0),
                event.number("position", 1),
                event.number("startTime"),
                RotationSystem.ofSal(event.whole("rotationSystem")),
                event.number("cameraAngle"),
                event.text("filters"),
                event.number("duration"),
                event.whole("nimages"),
                event.text("survey"),
                event.whole("totalCheckpoints"),
                event.number("private_sndStamp"),
                event.number("private_efdStamp"));
    }
}
