// SPDX-License-Identifier: Apache-2.0
/** A stand-in for an image worker: results without pixels, and misbehaviour on demand. */
package nightjar.sandbox.worker;
