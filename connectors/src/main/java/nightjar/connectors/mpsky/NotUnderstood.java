// SPDX-License-Identifier: Apache-2.0
package nightjar.connectors.mpsky;

/** What was sent is not what MPSky sends; the message says in what. */
final class NotUnderstood extends Exception {

    NotUnderstood(String why) {
        super(why);
    }
}
