package io.taskcall.oncall.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Versions as entity tags: {@code "7"} is the seventh state of something. */
final class Tags {
  private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

  private Tags() {}

  static String of(long version) {
    return '"' + Long.toString(version) + '"';
  }

  /** The only version that a request wants to change; empty if any will do. */
  static OptionalLong wanted(ContainerRequestContext request) {
    var given = request.getHeaderString(HttpHeaders.IF_MATCH);
    if (given == null || given.strip().equals("*")) {
      return OptionalLong.empty();
    }
    var tag = TAG.matcher(given.strip());
    if (!tag.matches()) {
      throw ProblemException.field(HttpHeaders.IF_MATCH, "is an ETag of this API, such as \"7\"");
    }
    return OptionalLong.of(Long.parseLong(tag.group(1)));
  }
}
