// SPDX-License-Identifier: Apache-2.0
/** Child processes that end with their parent, the ports, JDKs and libraries they need. */
package nightjar.sandbox.box.process;
