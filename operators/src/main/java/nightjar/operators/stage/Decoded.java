// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import nightjar.model.Quarantined;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The two ways out of decoding.
 *
 * @param done records that were understood
 * @param quarantined those that were not
 */
public record Decoded<D>(SingleOutputStreamOperator<D> done, DataStream<Quarantined> quarantined) {}
