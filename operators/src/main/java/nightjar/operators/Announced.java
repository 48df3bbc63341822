// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import nightjar.model.AlertsTold;
import nightjar.model.PackedAlert;
import nightjar.model.Quarantined;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What committed plans tell the world.
 *
 * @param alerts each ready for its topic
 * @param records messages for the Butler writer, JSON
 * @param told one for each plan, after its alerts
 * @param quarantined plans that are committed and cannot be read
 */
public record Announced(
        DataStream<PackedAlert> alerts,
        DataStream<String> records,
        DataStream<AlertsTold> told,
        DataStream<Quarantined> quarantined) {}
