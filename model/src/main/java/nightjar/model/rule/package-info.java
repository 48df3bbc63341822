// SPDX-License-Identifier: Apache-2.0
/** The rules of the night, as plain functions. */
package nightjar.model.rule;
