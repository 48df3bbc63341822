// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.butler;

/**
 * A detector as the Butler's dimension {@code detector} has it.
 *
 * @param id its number in the camera
 * @param fullName for instance R22_S11
 * @param nameInRaft for instance S11
 * @param raft for instance R22
 * @param purpose for instance SCIENCE
 */
public record ButlerDetector(
        int id, String fullName, String nameInRaft, String raft, String purpose) {}
