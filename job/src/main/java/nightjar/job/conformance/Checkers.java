// SPDX-License-Identifier: Apache-2.0
package nightjar.job.conformance;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Who judges what. A file is known by a word of its name, so that more files of a form can be put
 * beside the first.
 */
final class Checkers {

    /**
     * A form of file.
     *
     * @param folder where such files are
     * @param word part of the name of each
     * @param first the name of the one that should be there
     */
    record Form(String folder, String word, String first, Checker checker) {

        boolean fits(String name) {
            return name.startsWith(folder + "/")
                    && name.substring(folder.length() + 1).contains(word);
        }

        String expected() {
            return folder + "/" + first;
        }
    }

    private static final List<Form> CASES =
            List.of(
                    cases("raw_path", RawPathCases.checker()),
                    cases("pipelines_config", PipelinesCases.configuration()),
                    cases("fallback", PipelinesCases.fallback()),
                    cases("presence", PresenceCases.checker()),
                    cases("rotation_filter", VisitCases.rotation()),
                    cases("staleness", VisitCases.staleness()),
                    cases("run_names", ButlerCases.runNames()),
                    cases("sattle", SattleCases.checker()),
                    new Form(
                            "cases",
                            "ceph_notification",
                            "ceph_notification_real.json",
                            NotificationCases.checker()),
                    vectors("mq3c", "mq3c_vectors.json", Mq3cVectors.checker()),
                    vectors(
                            "association",
                            "association_vectors.json",
                            AssociationVectors.checker()),
                    vectors(
                            "diaobject_summary",
                            "diaobject_summary_vectors.json",
                            SummaryVectors.checker()),
                    vectors("id_and_time", "id_and_time_vectors.json", IdVectors.checker()),
                    vectors("ddl_", "ddl_timetables_replica.cql", new DdlVectors()),
                    vectors("alert_v", "alert_v11_0_canonical.json", new AlertSchemaVectors()),
                    vectors("cutout", "cutout_30x30_example.fits", new CutoutVectors()));

    /** Files of the observatory's own that serve as cases. */
    static final List<Form> ELSEWHERE =
            List.of(
                    new Form("rubin/lsstcam", "detectors.csv", "detectors.csv", new CameraFiles()),
                    new Form(
                            "rubin/lsstcam",
                            "visit_detector_regions",
                            "visit_detector_regions_2025052100138.json",
                            new RegionVectors()),
                    new Form(
                            "rubin/phalanx",
                            "next-visit-fan-out.prod",
                            "next-visit-fan-out.prod.yaml",
                            DeployedFiles::fanOut),
                    new Form(
                            "rubin/phalanx",
                            "prompt-keda-lsstcam.prod",
                            "prompt-keda-lsstcam.prod.yaml",
                            DeployedFiles::pipelines));

    private Checkers() {}

    private static Form cases(String word, Checker checker) {
        return new Form("cases", word, word + "_cases.json", checker);
    }

    private static Form vectors(String word, String first, Checker checker) {
        return new Form("vectors", word, first, checker);
    }

    static Optional<Checker> of(String name) {
        return all().filter(form -> form.fits(name)).map(Form::checker).findFirst();
    }

    static List<String> matching(Collection<String> names, Form form) {
        return names.stream().filter(form::fits).toList();
    }

    /** Names of files that should be there, where none of their form is. */
    static List<String> missing(Collection<String> names) {
        return all().filter(form -> names.stream().noneMatch(form::fits))
                .map(Form::expected)
                .toList();
    }

    private static java.util.stream.Stream<Form> all() {
        return java.util.stream.Stream.concat(CASES.stream(), ELSEWHERE.stream());
    }
}
