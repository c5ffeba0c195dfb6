package io.taskcall.oncall.http;

import io.taskcall.oncall.http.DashboardView.IncidentView;
import io.taskcall.oncall.sending.Html;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A dashboard for people to read. */
final class StatusPage {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm zzz", Locale.ENGLISH);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final int BAR = 8;
  private static final int STEP = 11;
  private static final int HEIGHT = 32;

  private StatusPage() {}

  /**
   * The page.
   *
   * @param subscribe where its form for subscribers posts to; empty if it has none
   */
  static Response of(DashboardViews.Seen seen, String subscribe) {
    var view = seen.view();
    var zone = ZoneId.of(view.zone());
    boolean impacted = view.status().equals("impacted");
    var body =
        """
        <h1>%s</h1>
        <p class="banner %s">%s</p>
        <h2>Services</h2>
        <ul class="plain">%s</ul>
        <h2>Incidents</h2>
        %s
        %s
        %s
        <p class="quiet">As of %s. Days are those of %s.</p>
        """
            .formatted(
                Html.escape(view.name()),
                view.status(),
                impacted ? "Some services are impacted." : "All services are healthy.",
                view.services().stream().map(s -> service(s, zone)).collect(Collectors.joining()),
                incidents(view.incidents(), zone),
                seen.picture().isEmpty()
                    ? ""
                    : "<h2>How they depend on each other</h2>\n" + seen.picture(),
                subscribe.isEmpty() ? "" : form(subscribe),
                moment(view.at(), zone),
                Html.escape(view.zone()));
    return Sheet.of(Response.Status.OK, view.name(), body);
  }

  private static String service(HealthBody health, ZoneId zone) {
    var since = health.impactedSince();
    return """
    <li><h3>%s <span class="%s">%s</span></h3>
    <p class="quiet">Last %d days: %s %% healthy</p>
    %s</li>
    """
        .formatted(
            Html.escape(health.service().name()),
            health.status(),
            since == null ? "✓ healthy" : "▲ impacted since " + moment(since, zone),
            health.days().size(),
            health.healthyPercent(),
            bars(health));
  }

  /** A bar for each day; those of impacted days are red and higher. */
  private static String bars(HealthBody health) {
    var impacted = health.days().stream().filter(day -> day.impactedMinutes() > 0).toList();
    var said =
        impacted.isEmpty()
            ? "No impact."
            : impacted.stream().map(StatusPage::said).collect(Collectors.joining("; ")) + ".";
    var bars = new StringBuilder();
    for (int i = 0; i < health.days().size(); i++) {
      var day = health.days().get(i);
      boolean bad = day.impactedMinutes() > 0;
      bars.append(
          "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"><title>%s</title></rect>"
              .formatted(
                  bad ? "bad" : "ok",
                  i * STEP,
                  bad ? 0 : HEIGHT / 4,
                  BAR,
                  bad ? HEIGHT : HEIGHT * 3 / 4,
                  said(day)));
    }
    var width = health.days().size() * STEP;
    var details =
        impacted.isEmpty()
            ? ""
            : "<details><summary class=\"quiet\">Impacted days</summary><p>"
                + said
                + "</p></details>";
    return """
    <svg role="img" aria-label="%s" width="%d" height="%d" viewBox="0 0 %d %d">%s</svg>
    %s
    """
        .formatted(said, width, HEIGHT, width, HEIGHT, bars, details);
  }

  private static String said(HealthBody.DayBody day) {
    return DAY.format(day.date()) + ": " + day.impactedMinutes() + " min impacted";
  }

  private static String incidents(List<IncidentView> incidents, ZoneId zone) {
    return incidents.isEmpty()
        ? "<p>None at the moment.</p>"
        : "<ul class=\"plain\">"
            + incidents.stream().map(one -> incident(one, zone)).collect(Collectors.joining())
            + "</ul>";
  }

  private static String incident(IncidentView incident, ZoneId zone) {
    var services = String.join(", ", incident.services());
    var updates =
        incident.updates().isEmpty()
            ? "<p class=\"quiet\">No status update yet.</p>"
            : "<h4>Status updates</h4>"
                + incident.updates().stream()
                    .map(update ->
                        "<p><span class=\"quiet\">%s</span><br>%s</p>"
                            .formatted(
                                moment(update.at(), zone),
                                Html.escape(update.message()).replace("\n", "<br>")))
                    .collect(Collectors.joining());
    return """
    <li><h3>%s</h3>
    <p>Affects %s since %s. %s</p>
    %s</li>
    """
        .formatted(
            Html.escape(
                incident.title() == null ? "Incident " + incident.number() : incident.title()),
            Html.escape(services),
            moment(incident.openedAt(), zone),
            word(incident),
            updates);
  }

  private static String word(IncidentView incident) {
    return switch (incident.status()) {
      case OPEN -> "It has been noticed.";
      case ACKNOWLEDGED -> "It is being worked on.";
      case RESOLVED -> "It is resolved.";
    };
  }

  private static String form(String subscribe) {
    return """
    <h2>Status updates by e-mail</h2>
    <form method="post" action="%s">
    <label>Your address <input type="email" name="email" required maxlength="254" autocomplete="email"></label>
    <button>Subscribe</button></form>
    """
        .formatted(Html.escape(subscribe));
  }

  private static String moment(Instant at, ZoneId zone) {
    return "<time datetime=\"%s\">%s</time>".formatted(at, MOMENT.format(at.atZone(zone)));
  }
}
