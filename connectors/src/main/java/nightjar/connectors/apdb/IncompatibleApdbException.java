// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.apdb;

/** The keyspace is no APDB that this nightjar can write. */
final class IncompatibleApdbException extends RuntimeException {

    IncompatibleApdbException(String why) {
        super(why);
    }
}
