package io.taskcall.auth.pages;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.Marks;
import io.taskcall.auth.crypto.RandomSecrets;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.auth.domain.signin.Session;
import io.taskcall.auth.postgres.PostgresSessions;
import io.taskcall.auth.signin.Cookies;
import io.taskcall.auth.signin.Origin;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who looks at a page, and sees that forms come from our own pages: each carries a mark
 * that only fits the browser which it was given to.
 */
@ApplicationScoped
class Visits {
  private static final String FORM = "form";

  private final PostgresSessions sessions;
  private final Session.Limits limits;
  private final Cookies cookies;
  private final Origin origin;
  private final Marks marks;
  private final RandomSecrets random;
  private final Clock clock;
  private final Answers answers;

  Visits(
      PostgresSessions sessions,
      Session.Limits limits,
      Cookies cookies,
      Origin origin,
      Marks marks,
      RandomSecrets random,
      Clock clock,
      Answers answers) {
    this.sessions = sessions;
    this.limits = limits;
    this.cookies = cookies;
    this.origin = origin;
    this.marks = marks;
    this.random = random;
    this.clock = clock;
    this.answers = answers;
  }

  /** Who looks. */
  Uni<Visit> of(HttpServerRequest request) {
    var shown = cookies.session(request);
    if (shown.isEmpty()) {
      return Uni.createFrom().item(visit(request, random.token(), true, Optional.empty()));
    }
    return sessions
        .caller(shown.get().sha256(), limits, clock.instant())
        .map(caller -> visit(request, shown.get(), false, caller));
  }

  /** What a form leads to, if one of our pages sent it; otherwise a page that says it did not. */
  Uni<Response> form(
      HttpServerRequest request, @Nullable String token, Function<Visit, Uni<Response>> then) {
    return of(request)
        .flatMap(visit ->
            origin.isForeign(request) || token == null || !fits(visit, token)
                ? answers.page(
                    visit,
                    Response.Status.FORBIDDEN,
                    new Screens.Problem(
                        visit.shell(),
                        "This form is out of date",
                        "It was opened before you signed in or out, or another site sent it."
                            + " Nothing was changed.",
                        "/account",
                        "Start again"))
                : then.apply(visit));
  }

  /** The same for those who are signed in; others are asked to sign in, and nothing is done. */
  Uni<Response> formOfMember(
      HttpServerRequest request,
      @Nullable String token,
      String back,
      Function<Visit, Uni<Response>> then) {
    return form(
        request,
        token,
        visit -> visit.caller().isEmpty() ? answers.signInFirst(visit, back) : then.apply(visit));
  }

  /** A page for those who are signed in; others are asked to sign in and come back. */
  Uni<Response> member(
      HttpServerRequest request, String back, Function<Visit, Uni<Response>> then) {
    return of(request)
        .flatMap(visit ->
            visit.caller().isEmpty() ? answers.signInFirst(visit, back) : then.apply(visit));
  }

  private boolean fits(Visit visit, String token) {
    return !visit.isNew() && marks.isOf(FORM, visit.secret().reveal(), token);
  }

  private Visit visit(
      HttpServerRequest request, Secret secret, boolean isNew, Optional<Caller> caller) {
    return new Visit(
        secret,
        isNew,
        caller,
        request.remoteAddress().hostAddress(),
        marks.of(FORM, secret.reveal()));
  }
}
