// SPDX-License-Identifier: Apache-2.0
package nightjar.job;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may see whom (docs/RATIONALE.md, "Why these rooms?"), where modules cannot tell. */
@AnalyzeClasses(packages = "nightjar", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule MODEL_NEEDS_ONLY_JAVA =
            classes()
                    .that()
                    .resideInAPackage("nightjar.model..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "nightjar.model..", "org.jspecify..");

    @ArchTest
    static final ArchRule IMAGING_KNOWS_NO_STREAMS =
            noClasses()
                    .that()
                    .resideInAPackage("nightjar.imaging..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.apache.flink..",
                            "org.apache.kafka..",
                            "nightjar.operators..",
                            "nightjar.connectors..",
                            "nightjar.sandbox..",
                            "nightjar.job..");

    @ArchTest
    static final ArchRule OPERATORS_KNOW_NO_NEIGHBOUR =
            noClasses()
                    .that()
                    .resideInAPackage("nightjar.operators..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "nightjar.connectors..",
                            "nightjar.imaging..",
                            "nightjar.sandbox..",
                            "nightjar.job..",
                            "org.apache.kafka..",
                            "com.datastax..");

    @ArchTest
    static final ArchRule STEPS_NEED_NO_FLINK =
            noClasses()
                    .that()
                    .resideInAPackage("nightjar.operators.step..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.apache.flink..");

    @ArchTest
    static final ArchRule CONNECTORS_KNOW_NO_OPERATOR =
            noClasses()
                    .that()
                    .resideInAPackage("nightjar.connectors..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "nightjar.operators..",
                            "nightjar.imaging..",
                            "nightjar.sandbox..",
                            "nightjar.job..");

    @ArchTest
    static final ArchRule NO_CYCLES_AMONG_CONNECTORS =
            slices().matching("nightjar.connectors.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule SANDBOX_SHARES_NO_IMAGE_CODE =
            noClasses()
                    .that()
                    .resideInAPackage("nightjar.sandbox..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "nightjar.imaging..",
                            "nightjar.connectors..",
                            "nightjar.operators..",
                            "nightjar.job..");

    @ArchTest
    static final ArchRule PRODUCTION_KNOWS_NO_SANDBOX =
            noClasses()
                    .that()
                    .resideInAPackage("nightjar.job..")
                    .and()
                    .resideOutsideOfPackages(
                            "nightjar.job.demo..",
                            "nightjar.job.bench..",
                            "nightjar.job.stories..",
                            "nightjar.job.conformance..",
                            "nightjar.job.interop..",
                            "nightjar.job.poison..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("nightjar.sandbox..", "nightjar.job.demo..");
}
