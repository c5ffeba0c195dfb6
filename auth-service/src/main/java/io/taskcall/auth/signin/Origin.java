package io.taskcall.auth.signin;

import io.taskcall.auth.AuthConfig;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests that our own pages make from those that other sites make people's browsers send.
 */
@ApplicationScoped
public class Origin {
  private final String ours;

  Origin(AuthConfig config) {
    this.ours = config.publicUrl().getAuthority();
  }

  /** Whether the browser says that another site made it send this. */
  public boolean isForeign(HttpServerRequest request) {
    var site = request.getHeader("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none")) {
      return true;
    }
    var origin = request.getHeader("Origin");
    // A page that asks for no Referer to be sent says "null" of itself.
    return origin != null && !origin.equals("null") && !isOurs(origin, request);
  }

  /** Whether the browser says that a page of ours made it send this. */
  public boolean isProvenOurs(HttpServerRequest request) {
    var origin = request.getHeader("Origin");
    return !isForeign(request)
        && ("same-origin".equals(request.getHeader("Sec-Fetch-Site"))
            || (origin != null && isOurs(origin, request)));
  }

  private boolean isOurs(String origin, HttpServerRequest request) {
    var authority = authority(origin);
    var asked = request.authority();
    return authority != null
        && (authority.equals(ours) || (asked != null && authority.equals(asked.toString())));
  }

  private static @Nullable String authority(String origin) {
    try {
      return URI.create(origin).getAuthority();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
