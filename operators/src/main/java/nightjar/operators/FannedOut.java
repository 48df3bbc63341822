// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import nightjar.model.ExpectedVisit;
import nightjar.model.UnwantedDetector;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What became of announcements.
 *
 * @param expected one for each active detector, placed with its detector's subtask
 * @param unwanted one for each detector of a visit that is not wanted: cancelled, or announced too
 *     late
 */
public record FannedOut(
        DataStream<ExpectedVisit> expected, DataStream<UnwantedDetector> unwanted) {}
