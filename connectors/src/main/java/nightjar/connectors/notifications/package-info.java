// SPDX-License-Identifier: Apache-2.0
/** The object store's notifications that objects appeared, as Ceph sends them. */
package nightjar.connectors.notifications;
