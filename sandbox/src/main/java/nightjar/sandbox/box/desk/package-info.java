// SPDX-License-Identifier: Apache-2.0
/** Stand-ins of Schema Registry, Presence and Sasquatch, in one small JVM. */
package nightjar.sandbox.box.desk;
