package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as RFC 9457 has it.
 *
 * @param field which part of the request is wrong, if it is one
 * @param gaps when nobody would be on call, if that is the reason
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
    String type,
    String title,
    int status,
    String detail,
    @Nullable String field,
    @Nullable List<ScheduleBody.WindowBody> gaps) {
  static final String MEDIA_TYPE = "application/problem+json";

  static Problem of(Response.Status status, String detail) {
    return of(status.getStatusCode(), status.getReasonPhrase(), detail, null);
  }

  static Problem of(int status, String title, String detail, @Nullable String field) {
    return new Problem("about:blank", title, status, detail, field, null);
  }

  Response response() {
    return Response.status(status).type(MediaType.valueOf(MEDIA_TYPE)).entity(this).build();
  }
}
