// SPDX-License-Identifier: Apache-2.0
package nightjar.operators.state;

/**
 * When the one alarm of a key goes off.
 *
 * @param atMillis UTC milliseconds since 1970
 * @param postponed whether it has been put off once because the job was down
 */
public record AlarmTime(long atMillis, boolean postponed) {}
