// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import nightjar.model.CanceledDetector;
import nightjar.model.Ended;
import nightjar.model.ExpectedVisit;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What became of announcements.
 *
 * @param expected one for each active detector, placed with its detector's subtask
 * @param cancels one for each detector that a cancelled visit was fanned out to
 * @param lost visit-detectors that are not wanted: their announcement was stale
 */
public record FannedOut(
        DataStream<ExpectedVisit> expected,
        DataStream<CanceledDetector> cancels,
        DataStream<Ended> lost) {}
