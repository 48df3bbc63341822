// SPDX-License-Identifier: Apache-2.0
/** model. */
package nightjar.model;
