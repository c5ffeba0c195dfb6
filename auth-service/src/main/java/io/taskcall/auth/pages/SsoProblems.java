package io.taskcall.auth.pages;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.sso.Admission;
import io.taskcall.auth.domain.sso.SsoOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

/** Everything that can go wrong on the way to one's provider and back. */
@ApplicationScoped
class SsoProblems {
  private static final String AGAIN = "Sign in again";

  private final Answers answers;

  SsoProblems(Answers answers) {
    this.answers = answers;
  }

  Uni<Response> of(Visit visit, SsoOutcome outcome) {
    return switch (outcome) {
      case SsoOutcome.SignedIn _ -> throw new IllegalArgumentException("that is no problem");
      case SsoOutcome.Foreign() ->
          page(
              visit,
              Response.Status.BAD_REQUEST,
              "This answer is not for you",
              "It does not belong to a sign-in that was begun in this browser. Nobody was signed"
                  + " in.");
      case SsoOutcome.Again() ->
          page(
              visit,
              Response.Status.CONFLICT,
              "This was done before",
              "Your company's answer was used already, as after reloading the page.");
      case SsoOutcome.TooLate() ->
          page(
              visit,
              Response.Status.GONE,
              "It took too long",
              "You have been away for longer than signing in may take.");
      case SsoOutcome.Changed() ->
          page(
              visit,
              Response.Status.CONFLICT,
              "Your organization signs in elsewhere now",
              "An owner or admin has changed how you sign in while you were away.");
      case SsoOutcome.Denied(var error) ->
          page(
              visit,
              Response.Status.FORBIDDEN,
              "Your company did not let you through",
              "Its sign-in sent you back with \""
                  + error
                  + "\". Try again, or ask whoever runs it to let you use TaskCall.");
      case SsoOutcome.ProviderDown(var reason) ->
          page(
              visit,
              Response.Status.BAD_GATEWAY,
              "Your company's sign-in does not answer",
              "TaskCall asked it, and "
                  + reason
                  + ". Try again in a few minutes. An owner can sign in with a password.");
      case SsoOutcome.NotTrusted(var reason) ->
          page(
              visit,
              Response.Status.FORBIDDEN,
              "Your company's answer cannot be trusted",
              "Nobody was signed in: "
                  + reason
                  + ". Try again; if it goes on, show this to whoever runs your sign-in.");
      case SsoOutcome.NotAdmitted(var reason) -> notAdmitted(visit, reason);
    };
  }

  private Uni<Response> notAdmitted(Visit visit, Admission.Reason reason) {
    return page(
        visit,
        Response.Status.FORBIDDEN,
        "You are not let in",
        switch (reason) {
          case UNVERIFIED ->
              "Your company does not say that your e-mail address is yours (email_verified).";
          case OTHER_DOMAIN -> "Your e-mail address is not one of the organization's.";
          case LEFT ->
              "You were let go from the organization. Ask an owner or admin to invite you.";
          case OTHER_PERSON ->
              "The account with your address belongs to somebody else at your company's sign-in."
                  + " Ask an owner or admin.";
          case OWNER ->
              "An admin has chosen this sign-in, and an owner's account opens only by one that an"
                  + " owner has chosen. Use your password, and save the settings of single sign-on"
                  + " once more.";
        });
  }

  private Uni<Response> page(Visit visit, Response.Status status, String title, String what) {
    return answers.page(
        visit, status, new Screens.Problem(visit.shell(), title, what, "/sign-in", AGAIN));
  }
}
