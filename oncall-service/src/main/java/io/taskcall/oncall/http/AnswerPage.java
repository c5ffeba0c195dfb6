package io.taskcall.oncall.http;

import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.sending.Html;
import jakarta.ws.rs.core.Response;

/** What a person sees who follows the link in a mail: readable on a phone at night, no script. */
final class AnswerPage {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none';"
          + " base-uri 'none'";

  private static final String BUTTON = "<button name=\"answer\" value=\"%s\">%s</button>";

  private AnswerPage() {}

  static Response of(Incident incident, String notice) {
    var state =
        switch (incident) {
          case Incident.Open _ -> "Open: nobody has taken it on yet.";
          case Incident.Acknowledged _ -> "Acknowledged.";
          case Incident.Resolved _ -> "Resolved.";
        };
    var buttons =
        switch (incident) {
          case Incident.Open _ ->
              BUTTON.formatted("acknowledge", "Acknowledge")
                  + BUTTON.formatted("resolve", "Resolve")
                  + BUTTON.formatted("escalate", "Escalate");
          case Incident.Acknowledged _ -> BUTTON.formatted("resolve", "Resolve");
          case Incident.Resolved _ -> "";
        };
    var body =
        """
        <p>%s</p>
        <h1>%s</h1>
        <p>#%d, %s</p>
        <p><strong>%s</strong></p>
        <form method="post">%s</form>
        """
            .formatted(
                Html.escape(notice),
                Html.escape(incident.trouble().title()),
                incident.about().number(),
                Html.escape(incident.about().service().name()),
                state,
                buttons);
    return page(Response.Status.OK, body);
  }

  static Response gone() {
    return page(
        Response.Status.NOT_FOUND,
        "<h1>This link does not work</h1><p>What it was about was resolved a while ago, or it was"
            + " not copied whole.");
  }

  private static Response page(Response.Status status, String body) {
    var html =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>TaskCall</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>
        body { font-family: sans-serif; max-width: 36em; margin: 2em auto; padding: 0 1em }
        button { font-size: 1.2em; padding: .6em 1.2em; margin: 0 .6em .6em 0 }
        </style></head><body>
        %s
        </body></html>
        """
            .formatted(body);
    return Response.status(status)
        .entity(html)
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-store")
        .build();
  }
}
