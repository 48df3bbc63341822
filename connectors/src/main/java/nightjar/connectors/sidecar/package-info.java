// SPDX-License-Identifier: Apache-2.0
/** Whose an object is: from its key, its sidecar, or its FITS header. */
package nightjar.connectors.sidecar;
