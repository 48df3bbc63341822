// SPDX-License-Identifier: Apache-2.0
/** Visit-detectors in flight: who associates first where visits overlap. */
package nightjar.connectors.turns;
