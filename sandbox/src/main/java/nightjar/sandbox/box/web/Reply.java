// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status HTTP status
 * @param body what becomes its JSON body; bytes are it already
 */
public record Reply(int status, Object body) {

    /** One mapper for all; thread-safe once configured. */
    public static final ObjectMapper JSON = new ObjectMapper();

    public static Reply ok(Object body) {
        return new Reply(200, body);
    }

    /** The error shape of Confluent's services. */
    public static Reply error(int status, int code, String message) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error_code", code);
        body.put("message", message);
        return new Reply(status, body);
    }
}
