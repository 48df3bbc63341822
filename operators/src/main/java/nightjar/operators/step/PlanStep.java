// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.step;

import nightjar.model.Cleared;
import nightjar.model.Outcome;
import nightjar.model.Planned;
import nightjar.model.port.Deadline;
import nightjar.model.port.Port;

/**
 * From cleared sources to a plan, in one go: what the sky held and which known bodies pass, whose
 * source is whose, forced photometry where objects are known to be, and all of it written down
 * once. Nothing is decided until the plan is claimed, so that the whole may be asked again.
 */
public final class PlanStep implements Port<Cleared, Planned> {

    private final RefreshStep refresh;
    private final SolarSystemStep solarSystem;
    private final AssociateStep associate;
    private final ForceStep force;
    private final PlanMaker maker;

    public PlanStep(
            RefreshStep refresh,
            SolarSystemStep solarSystem,
            AssociateStep associate,
            ForceStep force,
            PlanMaker maker) {
        this.refresh = refresh;
        this.solarSystem = solarSystem;
        this.associate = associate;
        this.force = force;
        this.maker = maker;
    }

    @Override
    public Outcome<Planned> ask(Cleared cleared, Deadline deadline) throws InterruptedException {
        var associated =
                Ask.then(
                        refresh.of(cleared, deadline),
                        it -> associate.of(it, solarSystem.of(cleared, deadline)));
        var forced = Ask.then(associated, it -> force.of(it, deadline));
        return forced.then(maker::make);
    }
}
