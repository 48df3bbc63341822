// SPDX-License-Identifier: Apache-2.0
package nightjar.model.port;

/**
 * Where in the job a port is opened.
 *
 * @param stage the stage's name
 * @param subtask 0-based index of the parallel instance
 * @param parallelism how many there are
 */
public record Placement(String stage, int subtask, int parallelism) {}
