// SPDX-License-Identifier: Apache-2.0
package nightjar.job.doors;

import nightjar.operators.step.ApdbWitness;
import nightjar.operators.step.AssociateStep;
import nightjar.operators.step.CommitStep;
import nightjar.operators.step.DifferenceStep;
import nightjar.operators.step.Execution;
import nightjar.operators.step.Exports;
import nightjar.operators.step.ForceStep;
import nightjar.operators.step.FoundTemplates;
import nightjar.operators.step.Inputs;
import nightjar.operators.step.PipelineChoice;
import nightjar.operators.step.PlanMaker;
import nightjar.operators.step.PlanStep;
import nightjar.operators.step.RefreshStep;
import nightjar.operators.step.SolarSystemStep;

/** The steps that take several neighbours, put together. */
final class Steps {

    /** As loadDiaCatalogs pads its region (ap_association). */
    private static final double PRIOR_PADDING_ARCSEC = 20;

    private Steps() {}

    static DifferenceStep difference(Neighbours n) {
        var templates = new FoundTemplates(n.templates(), n.regions());
        return new DifferenceStep(
                new PipelineChoice(n.wanted(), n.pipelines(), templates),
                new Inputs(n.store(), n.templateCache()),
                new ApdbWitness(n.apdb(), n.claims(), n.lineage()),
                n.products(),
                n.ids(),
                n.scratch());
    }

    static PlanStep associate(Neighbours n) {
        var rule =
                new AssociateStep.AssociationRule(
                        n.association(), n.config().instrument().pixelArcsec());
        return new PlanStep(
                new RefreshStep(n.apdb(), n.claims(), n.lineage(), PRIOR_PADDING_ARCSEC),
                new SolarSystemStep(n.ephemerides()),
                new AssociateStep(n.products(), rule, n.ids(), n.clock()),
                new ForceStep(n.products(), n.workers(), n.ids(), n.scratch()),
                new PlanMaker(n.products(), n.alerts(), n.butler(), n.plans()));
    }

    static CommitStep commit(Neighbours n) {
        var exports = new Exports(n.products(), n.catalogues(), n.store(), n.scratch());
        var execution = new Execution(n.plans(), n.apdb(), exports, n.claims());
        return new CommitStep(n.claims(), n.lineage(), execution);
    }
}
