package io.taskcall.oncall.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.oncall.domain.impact.Graph;
import io.taskcall.oncall.domain.impact.Kind;
import io.taskcall.oncall.domain.impact.LastDays;
import io.taskcall.oncall.domain.impact.Node;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.status.Audience;
import io.taskcall.oncall.domain.status.Dashboard;
import io.taskcall.oncall.postgres.StatusUpdates;
import io.taskcall.oncall.postgres.Troubles.Ongoing;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class StatusPageTest {
  private static final String HOSTILE = "<script>alert('x')</script>\"&";
  private static final Instant NOON = Instant.parse("2026-03-30T12:00:00Z");
  private static final Node SHOP = new Node(new UUID(0, 1), "Shop " + HOSTILE, Kind.BUSINESS);
  private static final Node DATABASE = new Node(new UUID(0, 2), "Database", Kind.TECHNICAL);
  private static final Node BANK = new Node(new UUID(0, 3), "Bank", Kind.BUSINESS);
  private static final Graph GRAPH =
      Graph.of(
          List.of(SHOP, DATABASE, BANK),
          Map.of(SHOP.id(), Set.of(DATABASE.id()), BANK.id(), Set.of(DATABASE.id())));
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void whatever_people_and_tools_write_stays_text() {
    var html = page(dashboard(true));
    assertThat(html).doesNotContain("<script", "alert('x')").contains("&lt;script&gt;");
    assertThat(html).doesNotContain("style=\"", "javascript:", "http://", "onclick");
  }

  @Test
  void page_says_how_services_do_now_and_on_each_day_also_to_those_who_see_no_colours() {
    var html = page(dashboard(true));
    assertThat(html)
        .contains("Some services are impacted.", "▲ impacted since", "✓ healthy")
        .contains("aria-label=\"29 Mar: 60 min impacted; 30 Mar: 60 min impacted.\"")
        .contains("aria-label=\"No impact.\"")
        .contains("30 Mar 2026, 13:00 CEST")
        .contains("We know<br>what it is");
  }

  @Test
  void titles_of_incidents_are_shown_only_where_they_may_be() {
    assertThat(page(dashboard(true))).contains("Disk full on db-1");
    assertThat(page(dashboard(false))).doesNotContain("db-1").contains("Incident 17");
  }

  @Test
  void style_of_the_page_is_the_only_one_that_its_policy_allows() throws Exception {
    var response = StatusPage.of(seen(dashboard(true)), "");
    var style =
        Pattern.compile("<style>(.*)</style>", Pattern.DOTALL)
            .matcher(String.valueOf(response.getEntity()));
    assertThat(style.find()).isTrue();
    var hash =
        MessageDigest.getInstance("SHA-256")
            .digest(style.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(response.getHeaderString("Content-Security-Policy"))
        .contains("style-src 'sha256-" + Base64.getEncoder().encodeToString(hash) + "'")
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
  }

  @Test
  void pictures_can_be_read_by_everything_that_reads_svg() throws Exception {
    var html = page(dashboard(true));
    var pictures =
        Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(html).results().toList();
    assertThat(pictures).hasSize(3);
    for (var picture : pictures) {
      var parsed =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(picture.group().getBytes(StandardCharsets.UTF_8)));
      assertThat(parsed.getDocumentElement().getAttribute("role")).isEqualTo("img");
    }
    assertThat(html).contains("<li>Bank (healthy) depends on Database</li>");
  }

  private static String page(Dashboard dashboard) {
    try (Response response = StatusPage.of(seen(dashboard), "/status/x/subscribe")) {
      return String.valueOf(response.getEntity());
    }
  }

  private static DashboardViews.Seen seen(Dashboard dashboard) {
    var lastDays = new LastDays(30, BERLIN, NOON);
    var yesterday = NOON.minus(Duration.ofDays(1));
    var troubles =
        Map.of(
            SHOP.id(),
            List.of(
                Window.from(NOON.minus(Duration.ofHours(1))),
                new Window(yesterday.minus(Duration.ofHours(1)), yesterday)));
    var incident =
        new Ongoing(
            new UUID(0, 4),
            17,
            SHOP.id(),
            "Disk full on db-1 " + HOSTILE,
            null,
            IncidentSnapshot.Status.OPEN,
            NOON.minus(Duration.ofHours(1)));
    var update =
        new StatusUpdates.Update(
            new UUID(0, 5), incident.id(), NOON, "Ana", "We know\nwhat it is " + HOSTILE);
    var overview = new Standing.Overview(GRAPH, troubles, List.of(incident), lastDays);
    var view =
        DashboardView.of(
            dashboard, overview, List.of(incident), Map.of(incident.id(), List.of(update)));
    return new DashboardViews.Seen(view, GraphPicture.of(overview, dashboard));
  }

  private static Dashboard dashboard(boolean titles) {
    return new Dashboard(
        new UUID(0, 9),
        new UUID(0, 8),
        "Ours " + HOSTILE,
        Audience.PUBLIC,
        List.of(),
        BERLIN,
        titles,
        true);
  }
}
