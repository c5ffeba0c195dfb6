package io.taskcall.auth.pages;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.connect.Connected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

/** Everything that can go wrong on the way to Datadog and back: what happened, and what to do. */
@ApplicationScoped
class ConnectProblems {
  private static final String AGAIN = "Connect again";
  private static final String NOTHING = " Nothing was changed.";

  private final Answers answers;

  ConnectProblems(Answers answers) {
    this.answers = answers;
  }

  Uni<Response> of(Visit visit, Connected connected) {
    return switch (connected) {
      case Connected.Done _ -> throw new IllegalArgumentException("that is no problem");
      case Connected.KeysRefused(var which) ->
          page(
              visit,
              Response.Status.FORBIDDEN,
              "Datadog does not take the " + which,
              "TaskCall asked Datadog at that site about the keys."
                  + NOTHING
                  + " Look at Organization Settings, API Keys and Application Keys; whoever made"
                  + " the application key must be allowed to see incidents.");
      case Connected.Denied() ->
          page(
              visit,
              Response.Status.FORBIDDEN,
              "You did not authorize TaskCall",
              "You chose to deny it on Datadog's page."
                  + NOTHING
                  + " Connect again if that was a mistake.");
      case Connected.Refused(var error) ->
          page(
              visit,
              Response.Status.BAD_GATEWAY,
              "Datadog refused",
              "Datadog sent you back with \""
                  + error
                  + "\"."
                  + NOTHING
                  + " Try again; if it goes on, show this to whoever runs TaskCall.");
      case Connected.Foreign() -> foreign(visit);
      case Connected.Again() ->
          answers.page(
              visit,
              Response.Status.CONFLICT,
              new Screens.Problem(
                  visit.shell(),
                  "This was done before",
                  "Datadog's answer was used already, as after reloading the page. If the"
                      + " connection worked, the integration is in the list; its Integration URL"
                      + " was shown once, and you can have a new one there.",
                  "/account/integrations",
                  "See the integrations"));
      case Connected.TooLate() ->
          page(
              visit,
              Response.Status.GONE,
              "It took too long",
              "You have been away for longer than the authorization may take." + NOTHING);
      case Connected.WrongSite(var said) -> wrongSite(visit, said);
      case Connected.CodeRefused() ->
          page(
              visit,
              Response.Status.BAD_REQUEST,
              "Datadog does not accept the code",
              "The code that Datadog sent you back with was used before, is too old, or was given"
                  + " to somebody else."
                  + NOTHING);
      case Connected.NotRegistered(var reason) -> notRegistered(visit, reason);
      case Connected.MissingPermissions(var missing) ->
          page(
              visit,
              Response.Status.FORBIDDEN,
              "Datadog permissions are missing",
              "TaskCall also needs "
                  + String.join(", ", missing)
                  + ". Ask an administrator of"
                  + " your Datadog organization for these permissions, or let them connect."
                  + " What you authorized has been given back.");
      case Connected.NameTaken(var name) ->
          page(
              visit,
              Response.Status.CONFLICT,
              "The name is taken",
              "Another integration was called "
                  + name
                  + " meanwhile. Connect again under another"
                  + " name. What you authorized has been given back.");
      case Connected.ServiceGone() ->
          page(
              visit,
              Response.Status.GONE,
              "The service is gone",
              "The service was deleted meanwhile. Connect again and select another one. What you"
                  + " authorized has been given back.");
      case Connected.DatadogDown(var reason) ->
          page(
              visit,
              Response.Status.BAD_GATEWAY,
              "Datadog does not answer",
              reason + "." + NOTHING + " Try again in a few minutes.");
    };
  }

  Uni<Response> foreign(Visit visit) {
    return page(
        visit,
        Response.Status.BAD_REQUEST,
        "This answer is not for you",
        "It does not belong to a connection that was begun in this browser while you are signed"
            + " in, or you signed in again since."
            + NOTHING);
  }

  Uni<Response> wrongSite(Visit visit, String said) {
    return page(
        visit,
        Response.Status.BAD_REQUEST,
        "This is no Datadog site",
        "TaskCall knows no Datadog site \""
            + shortened(said)
            + "\" and sends nothing there. Choose"
            + " the site that you see in the address of your Datadog, such as"
            + " app.datadoghq.eu."
            + NOTHING);
  }

  Uni<Response> notRegistered(Visit visit, String reason) {
    return page(
        visit,
        Response.Status.SERVICE_UNAVAILABLE,
        "TaskCall is not registered at Datadog",
        "Whoever runs this TaskCall has to register it there and set AUTH_DATADOG_CLIENT_ID and"
            + " AUTH_DATADOG_CLIENT_SECRET; docs/connect-datadog.md says how. "
            + reason);
  }

  Uni<Response> notAllowed(Visit visit) {
    return answers.page(
        visit,
        Response.Status.FORBIDDEN,
        new Screens.Problem(
            visit.shell(),
            "Your role does not allow this",
            "Only owners, admins and users may change integrations. Ask one of them.",
            "/account",
            "Your account"));
  }

  private Uni<Response> page(Visit visit, Response.Status status, String title, String what) {
    return answers.page(
        visit,
        status,
        new Screens.Problem(visit.shell(), title, what, ConnectResource.INITIATE, AGAIN));
  }

  private static String shortened(String said) {
    return said.length() > 100 ? said.substring(0, 100) + "…" : said;
  }
}
