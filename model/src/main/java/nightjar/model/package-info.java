// SPDX-License-Identifier: Apache-2.0
/** The words of the field: what is announced, what arrives, what becomes of it. Only java.*. */
package nightjar.model;
