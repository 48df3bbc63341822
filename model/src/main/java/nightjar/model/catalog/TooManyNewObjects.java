// SPDX-License-Identifier: Apache-2.0
package nightjar.model.catalog;

/**
 * So many new objects that the difference must have failed; nothing is to be stored.
 *
 * @param count how many there would have been
 * @param limit how many are believed
 */
public record TooManyNewObjects(int count, int limit) implements AssociationResult {}
