package io.taskcall.oncall.http;

import io.taskcall.oncall.sending.Html;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A page for people: no script, one style, nothing from elsewhere. */
final class Sheet {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ok: #1a7f4b; --bad: #c62828; --line: #8886 }
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
      h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2rem } h3 { font-size: 1rem; margin: 0 }
      ul.plain { list-style: none; padding: 0 }
      ul.plain > li { border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; margin: .75rem 0 }
      .healthy { color: var(--ok) } .impacted { color: var(--bad); font-weight: 600 }
      .banner { border-left: .4rem solid; padding: .5rem 1rem }
      .quiet { opacity: .75; font-size: .9rem } svg { max-width: 100%; height: auto }
      rect.ok { fill: var(--ok) } rect.bad { fill: var(--bad) } rect.none { fill: #8888 }
      rect.box { fill: Canvas; stroke: currentColor } rect.box.bad { stroke: var(--bad); stroke-width: 3 }
      path.edge { stroke: currentColor; fill: none } svg text { fill: currentColor; font-size: 14px }
      input, button { font: inherit; padding: .4rem .8rem }
      """;

  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + hash(STYLE)
          + "'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private Sheet() {}

  /** A page with a title in plain text and a body in HTML. */
  static Response of(Response.Status status, String title, String body) {
    var html =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>%s</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <style>%s</style></head><body><main>
        %s
        </main></body></html>
        """
            .formatted(Html.escape(title), STYLE, body);
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE.withCharset(StandardCharsets.UTF_8.name()))
        .entity(html)
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-store")
        .build();
  }

  /** A page that only says something. */
  static Response saying(Response.Status status, String title, String text) {
    return of(
        status, title, "<h1>" + Html.escape(title) + "</h1>\n<p>" + Html.escape(text) + "</p>");
  }

  private static String hash(String style) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder().encodeToString(sha.digest(style.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }
}
