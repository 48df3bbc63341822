// SPDX-License-Identifier: Apache-2.0
/** A small HTTP server on loopback that answers in JSON, for the stand-ins. */
package nightjar.sandbox.box.web;
