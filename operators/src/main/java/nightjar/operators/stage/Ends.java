// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.stage;

import nightjar.model.Ended;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The two ways out of a stage.
 *
 * @param done what goes on
 * @param lost visit-detectors whose story ended here
 */
public record Ends<O>(SingleOutputStreamOperator<O> done, DataStream<Ended> lost) {}
