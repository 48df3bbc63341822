// SPDX-License-Identifier: Apache-2.0
/** Which template exposures overlap a part of the sky, from an index in the object store. */
package nightjar.connectors.templates;
