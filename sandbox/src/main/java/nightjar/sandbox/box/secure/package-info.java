// SPDX-License-Identifier: Apache-2.0
/** Encryption and log-ins for the sandbox's neighbours, with a throw-away authority. */
package nightjar.sandbox.box.secure;
