package io.taskcall.oncall.http;

import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.postgres.BundleAnswers;
import io.taskcall.oncall.sending.Html;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a person sees who follows the link in a mail about several incidents. */
final class BundlePage {
  private static final String BUTTON = "<button name=\"answer\" value=\"%s\">%s all %d</button>";

  private BundlePage() {}

  static Response of(BundleAnswers.Look look, String notice, Function<UUID, String> token) {
    int open = look.count("open");
    int taken = look.count("acknowledged");
    int over = look.count("resolved");
    var buttons = new ArrayList<String>();
    if (open > 0) {
      buttons.add(BUTTON.formatted("acknowledge", "Acknowledge", open));
    }
    if (open + taken > 0) {
      buttons.add(BUTTON.formatted("resolve", "Resolve", open + taken));
    }
    var body =
        """
        <p>%s</p>
        <h1>%d incidents</h1>
        <p>%d open, %d acknowledged, %d resolved</p>
        <form method="post">%s</form>
        <ul>
        %s
        </ul>
        """
            .formatted(
                Html.escape(notice),
                open + taken + over,
                open,
                taken,
                over,
                String.join("", buttons),
                look.shown().stream()
                    .map(asked -> line(asked, token))
                    .collect(Collectors.joining("\n")));
    return AnswerPage.page(Response.Status.OK, body);
  }

  private static String line(BundleAnswers.Asked asked, Function<UUID, String> token) {
    var incident = asked.incident();
    return "<li>#%d <a href=\"/respond/%s\">%s</a>, %s</li>"
        .formatted(
            incident.about().number(),
            Html.escape(token.apply(asked.page().ref().pageId())),
            Html.escape(incident.about().service().name() + ": " + incident.trouble().title()),
            state(incident));
  }

  private static String state(Incident incident) {
    return switch (incident) {
      case Incident.Open _ -> "open";
      case Incident.Acknowledged _ -> "acknowledged";
      case Incident.Resolved _ -> "resolved";
    };
  }
}
