// SPDX-License-Identifier: Apache-2.0
package nightjar.sandbox.box;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Requests signed in Amazon's old way, which needs no client library.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/RESTAuthentication.html
 */
final class S3V2 {

    private S3V2() {}

    static HttpResponse<String> send(
            HttpClient http, String method, URI object, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException, GeneralSecurityException {
        String date =
                DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        // Dates may not be set as Date with this client; x-amz-date takes its place.
        String toSign = method + "\n\n\n\nx-amz-date:" + date + "\n" + object.getPath();
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(
                new SecretKeySpec(
                        StoreBox.SECRET_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        String signature =
                Base64.getEncoder()
                        .encodeToString(mac.doFinal(toSign.getBytes(StandardCharsets.UTF_8)));
        HttpRequest request =
                HttpRequest.newBuilder(object)
                        .header("x-amz-date", date)
                        .header("Authorization", "AWS " + StoreBox.ACCESS_KEY + ":" + signature)
                        .method(method, body)
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
