// SPDX-License-Identifier: Apache-2.0
package nightjar.job.fit;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nightjar.job.config.ConfigurationException;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;

/**
 * Whose state a savepoint or checkpoint holds.
 *
 * @param operators those that have state
 */
public record SavepointStates(List<OperatorState> operators) {

    public SavepointStates {
        operators = List.copyOf(operators);
    }

    /**
     * Reads it.
     *
     * @throws ConfigurationException when it cannot be read
     */
    public static SavepointStates at(String place) {
        try {
            var found = AbstractFsCheckpointStorageAccess.resolveCheckpointPointer(place);
            try (var in = new DataInputStream(found.getMetadataHandle().openInputStream())) {
                var loader = SavepointStates.class.getClassLoader();
                var all = Checkpoints.loadCheckpointMetadata(in, loader, place).getOperatorStates();
                return new SavepointStates(withState(all));
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the savepoint %s cannot be read: %s".formatted(place, e.getMessage()), e);
        }
    }

    private static List<OperatorState> withState(Collection<OperatorState> all) {
        var some = new ArrayList<OperatorState>();
        for (var operator : all) {
            if (operator.getCoordinatorState() != null
                    || operator.getStates().stream().anyMatch(OperatorSubtaskState::hasState)) {
                some.add(operator);
            }
        }
        return some;
    }

    /** Names of those that a graph lacks, for whose state it has no place. */
    public Set<String> lackedBy(JobGraph graph) {
        var known = ids(graph);
        var names = new TreeSet<String>();
        for (var operator : operators) {
            if (!known.contains(operator.getOperatorID())) {
                names.add(name(operator));
            }
        }
        return names;
    }

    private static Set<OperatorID> ids(JobGraph graph) {
        var ids = new HashSet<OperatorID>();
        for (var vertex : graph.getVertices()) {
            for (var pair : vertex.getOperatorIDs()) {
                ids.add(pair.getUserDefinedOperatorID().orElse(pair.getGeneratedOperatorID()));
                ids.add(pair.getGeneratedOperatorID());
            }
        }
        return ids;
    }

    private static String name(OperatorState operator) {
        return operator.getOperatorUid()
                .filter(uid -> !uid.isEmpty())
                .or(operator::getOperatorName)
                .filter(name -> !name.isEmpty())
                .orElse("the operator " + operator.getOperatorID());
    }

    /** Words in which an operator's id stands, with its name instead. */
    public String named(String words) {
        var told = words;
        for (var operator : operators) {
            told = told.replace("operator " + operator.getOperatorID(), name(operator));
        }
        return told;
    }

    /** All names, for a person. */
    public Set<String> names() {
        var names = new TreeSet<String>();
        operators.forEach(operator -> names.add(name(operator)));
        return names;
    }
}
