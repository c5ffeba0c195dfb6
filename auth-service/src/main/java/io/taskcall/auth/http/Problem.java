package io.taskcall.auth.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it.
 *
 * @param field which part of the request is wrong, if it is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
    String type, String title, int status, @Nullable String detail, @Nullable String field) {
  static final String MEDIA_TYPE = "application/problem+json";

  static Response response(Response.StatusType status, @Nullable String detail) {
    return response(status, detail, null);
  }

  /** Somebody has to wait. */
  static Response tooMany(String detail, Duration left) {
    var seconds = left.toSeconds() + 1;
    return Response.fromResponse(
            response(
                Response.Status.TOO_MANY_REQUESTS,
                detail + " Try again in " + seconds + " seconds."))
        .header(HttpHeaders.RETRY_AFTER, seconds)
        .build();
  }

  static Response response(
      Response.StatusType status, @Nullable String detail, @Nullable String field) {
    return Response.status(status)
        .type(MediaType.valueOf(MEDIA_TYPE))
        .entity(
            new Problem(
                "about:blank", status.getReasonPhrase(), status.getStatusCode(), detail, field))
        .build();
  }
}
