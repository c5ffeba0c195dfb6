package io.taskcall.auth.pages;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.taskcall.auth.signin.Cookies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Makes pages into answers that nobody keeps, frames, or puts a script of theirs into. */
@ApplicationScoped
class Answers {
  /** Everything a page may do: show our own look, and send forms to us. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
          + " frame-ancestors 'none'; form-action 'self'";

  /** What pages may do besides that use passkeys: run a script of ours, which asks us alone. */
  private static final String SCRIPT = "; script-src 'self'; connect-src 'self'";

  private final Cookies cookies;

  Answers(Cookies cookies) {
    this.cookies = cookies;
  }

  Uni<Response> page(Visit visit, Response.Status status, TemplateInstance page) {
    return page(visit, status, page, POLICY);
  }

  /** A page that uses passkeys. */
  Uni<Response> pageWithPasskeys(Visit visit, Response.Status status, TemplateInstance page) {
    return page(visit, status, page, POLICY + SCRIPT);
  }

  /**
   * A page whose form leads to another site in the end. Browsers hold every stop on the way to the
   * policy, and a Datadog organization may send people over its own sign-in, wherever that is.
   */
  Uni<Response> pageThatLeadsAway(
      Visit visit, Response.Status status, TemplateInstance page, String authorizeOrigin) {
    return page(visit, status, page, POLICY + " https: " + authorizeOrigin);
  }

  Uni<Response> redirect(String path, NewCookie... cookies) {
    return Uni.createFrom()
        .item(
            Response.status(Response.Status.SEE_OTHER)
                .header("Location", path)
                .header("Cache-Control", "no-store")
                .cookie(cookies)
                .build());
  }

  Uni<Response> signInFirst(Visit visit, String back) {
    var next = URLEncoder.encode(back, StandardCharsets.UTF_8);
    return visit.isNew()
        ? redirect("/sign-in?next=" + next, cookies.session(visit.secret()))
        : redirect("/sign-in?next=" + next);
  }

  private Uni<Response> page(
      Visit visit, Response.Status status, TemplateInstance page, String policy) {
    return page.createUni()
        .map(html -> {
          var response =
              Response.status(status)
                  .type("text/html;charset=UTF-8")
                  .entity(html)
                  .header("Content-Security-Policy", policy)
                  .header("Cache-Control", "no-store")
                  .header("X-Content-Type-Options", "nosniff")
                  .header("Referrer-Policy", "no-referrer");
          return visit.isNew()
              ? response.cookie(cookies.session(visit.secret())).build()
              : response.build();
        });
  }
}
