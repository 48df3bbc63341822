// SPDX-License-Identifier: Apache-2.0
package nightjar.operators;

import nightjar.model.Quarantined;
import nightjar.model.Raw;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The two ways out of identifying objects; what is of no interest is only counted.
 *
 * @param raws raws of active science detectors
 * @param quarantined objects that no camera makes, or whose group never became known: their keys
 */
public record Identified(
        SingleOutputStreamOperator<Raw> raws, DataStream<Quarantined> quarantined) {}
