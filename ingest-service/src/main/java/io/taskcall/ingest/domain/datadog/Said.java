package io.taskcall.ingest.domain.datadog;

import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.ingest.domain.Arrival;
import io.taskcall.ingest.domain.Integration;
import io.taskcall.ingest.domain.Node.Fields;
import io.taskcall.ingest.domain.Texts;
import io.taskcall.ingest.domain.Times;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What every webhook of Datadog may say, whatever it is about. */
final class Said {
  private static final String MARKDOWN = "%%%";

  private final Arrival arrival;
  private final Fields fields;
  private final Fields alert;
  private final Title title;

  Said(Arrival arrival) {
    this.arrival = arrival;
    this.fields = arrival.payload();
    this.alert = fields.fields("alert");
    var written = fields.text("title");
    var named = written == null ? alert.text("title") : written;
    this.title = Title.of(named == null ? "" : Texts.line(named, AlertDetails.TITLE_MAX));
  }

  boolean nothing() {
    return fields.firstText(
                "title",
                "body",
                "text_msg",
                "id",
                "aggreg_key",
                "incident_uuid",
                "security_rule_id")
            == null
        && fields.text("security_rule_name") == null
        && alert.firstText("id", "title") == null;
  }

  Integration integration() {
    return arrival.integration();
  }

  /**
   * The alert that is known by {@code identity}. A test notification is about an alert of its own:
   * trying a webhook neither hides the real alert behind it nor ends it.
   */
  AlertRef alert(String... identity) {
    if (!test()) {
      return arrival.integration().alert(identity);
    }
    var ofTest = Arrays.copyOf(identity, identity.length + 1);
    ofTest[identity.length] = "test";
    return arrival.integration().alert(ofTest);
  }

  private boolean test() {
    var text = fields.firstText("text_msg", "body");
    return title.test() || (text != null && text.contains("Test notification triggered by "));
  }

  Fields fields() {
    return fields;
  }

  Fields alert() {
    return alert;
  }

  Title title() {
    return title;
  }

  @Nullable String text(String name) {
    return fields.text(name);
  }

  /** The event's own id, else the body's. */
  String identity() {
    var id = text("id");
    return id == null ? "body:" + arrival.bodyHash().get() : id;
  }

  AlertEvent fired(AlertRef ref, @Nullable String transition, Level level, AlertDetails details) {
    return new AlertEvent.Fired(
        id(), ref, at(), arrival.receivedAt(), cycle(), Texts.name(transition), level, details);
  }

  AlertEvent recovered(
      AlertRef ref, @Nullable String transition, @Nullable String by, AlertDetails details) {
    return new AlertEvent.Recovered(
        id(), ref, at(), arrival.receivedAt(), cycle(), Texts.name(transition), by, details);
  }

  /** What it says to a person, where the kind has no better title, text or link of its own. */
  AlertDetails details(Origin origin, @Nullable Priority priority) {
    return details(origin, priority, title.name(), fields.firstText("text_msg", "body"), null);
  }

  AlertDetails details(
      Origin origin,
      @Nullable Priority priority,
      @Nullable String name,
      @Nullable String text,
      @Nullable String link) {
    var prose = text == null ? null : prose(text);
    var safeLink = Texts.link(link);
    return new AlertDetails(
        origin,
        name == null || name.isEmpty()
            ? firstLine(prose)
            : Texts.line(name, AlertDetails.TITLE_MAX),
        prose,
        priority,
        Texts.tags(text("tags")),
        Texts.name(text("hostname")),
        safeLink == null ? Texts.link(text("link")) : safeLink,
        Texts.link(text("snapshot")),
        test());
  }

  private UUID id() {
    var id = text("id");
    if (id != null) {
      return arrival.idOf(id);
    }
    return date() == null ? arrival.idOfUndatedBody(0) : arrival.idOfDatedBody();
  }

  private Instant at() {
    return Times.plausible(date(), arrival.receivedAt());
  }

  private @Nullable String date() {
    return fields.firstText("date", "last_updated");
  }

  private @Nullable String cycle() {
    return Texts.name(alert.text("cycle_key"));
  }

  /** Markdown comes between two lines of percent signs, which say nothing to a person. */
  private static String prose(String text) {
    var bare = text;
    if (bare.startsWith(MARKDOWN)) {
      bare = bare.substring(MARKDOWN.length());
      bare = bare.endsWith(MARKDOWN) ? bare.substring(0, bare.length() - MARKDOWN.length()) : bare;
    }
    return Texts.prose(bare, AlertDetails.TEXT_MAX);
  }

  private static String firstLine(@Nullable String prose) {
    if (prose == null || prose.isEmpty()) {
      return "Datadog alert";
    }
    return Texts.line(prose.lines().findFirst().orElse(prose), AlertDetails.TITLE_MAX);
  }
}
