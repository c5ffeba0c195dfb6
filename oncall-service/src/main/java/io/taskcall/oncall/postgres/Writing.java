package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.PageEvent;
import io.taskcall.oncall.domain.incident.Alert;
import io.taskcall.oncall.domain.incident.Faults;
import io.taskcall.oncall.domain.incident.Feeling;
import io.taskcall.oncall.domain.incident.FiringAgain;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Likeness;
import io.taskcall.oncall.domain.incident.Timeline;
import io.taskcall.oncall.domain.page.Lane;
import io.taskcall.oncall.domain.page.Page;
import io.taskcall.outbox.Outgoing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Gathers what a transaction is going to write, so that each table is written once. */
final class Writing {
  private static final Logger LOG = Logger.getLogger(Writing.class);
  static final String NOT_NEEDED = "the incident does not need it any more";

  /** Of each incident, how it stands at the end. */
  private final Map<UUID, IncidentRow> incidents = new LinkedHashMap<>();

  private final Map<UUID, AlertRow> alerts = new LinkedHashMap<>();
  private final Map<UUID, AlertRow> moved = new LinkedHashMap<>();
  private final List<Groups.Row> groups = new ArrayList<>();
  private final Map<UUID, PageRow> pages = new LinkedHashMap<>();
  private final Map<UUID, Decided> cancelled = new LinkedHashMap<>();
  private final List<TimelineRow> timeline = new ArrayList<>();
  private final List<Outgoing> events = new ArrayList<>();

  Writing add(Decided decided) {
    var change = decided.change();
    var incident = change.next();
    incidents.put(incident.id(), IncidentRow.of(incident, decided.trace()));
    change.events().forEach(event -> say(event, decided.trace()));
    if (change.cancels()) {
      cancelled.put(incident.id(), decided);
      cancelUnwritten(decided);
    }
    for (var page : change.pages()) {
      pages.put(page.ref().pageId(), PageRow.of(page));
      say(page.scheduled(decided.at()), decided.trace());
    }
    return this;
  }

  /** An alert as it now is, of this incident. */
  void add(Alert alert, UUID incidentId) {
    alerts.put(alert.id(), new AlertRow(alert.id(), incidentId, Json.data(alert)));
  }

  /** An alert goes on in another incident; the one that was resolved keeps what it had of it. */
  void add(FiringAgain.GoesOn goesOn, TraceParent trace, Instant now) {
    add(new Decided(goesOn.fresh(), trace, now));
    add(new Decided(goesOn.old(), trace, now));
    add(goesOn.left(), goesOn.old().next().id());
    var alert = goesOn.alert();
    var incidentId = goesOn.fresh().next().id();
    add(alert, incidentId);
    moved.put(alert.id(), new AlertRow(alert.id(), incidentId, Json.data(alert)));
  }

  /** Groups, each with the incident that its next alert joins. */
  Writing join(Collection<Groups.Row> rows) {
    groups.addAll(rows);
    return this;
  }

  Writing add(List<Decided> all) {
    all.forEach(this::add);
    return this;
  }

  /** Pages wished for and cancelled in the same transaction never become due. */
  private void cancelUnwritten(Decided decided) {
    pages.replaceAll((_, row) -> {
      boolean hit =
          row.incidentId().equals(decided.change().next().id()) && row.state().equals("scheduled");
      return hit ? suppressed(row, decided) : row;
    });
  }

  private PageRow suppressed(PageRow row, Decided decided) {
    suppress(Json.read(Page.class, row.data()).ref(), decided);
    return row.suppressed(decided.at());
  }

  /** Says that a page will not be sent. */
  void suppress(PageEvent.PageRef page, Decided decided) {
    say(
        new PageEvent.Suppressed(
            Ids.derive("page.suppressed", page.pageId()), decided.at(), page, NOT_NEEDED),
        decided.trace());
  }

  /** Says something that belongs to no incident. */
  Writing say(Collection<Outgoing> others) {
    events.addAll(others);
    return this;
  }

  void say(IncidentEvent event, TraceParent trace) {
    if (Faults.isTold(event)) {
      LOG.warnf("incident %s: %s", event.incident().id(), Timeline.text(event));
    }
    timeline.add(TimelineRow.of(event, event.incident().id(), event.by(), Timeline.text(event)));
    events.add(new Outgoing(event, trace.then(event.id())));
  }

  void say(PageEvent event, TraceParent trace) {
    timeline.add(TimelineRow.of(event, event.page().incidentId(), null, Timeline.text(event)));
    events.add(new Outgoing(event, trace.then(event.id())));
  }

  List<IncidentRow> incidents() {
    return List.copyOf(incidents.values());
  }

  List<AlertRow> alerts() {
    return List.copyOf(alerts.values());
  }

  /** Alerts that belong to another incident than before. */
  List<AlertRow> moved() {
    return List.copyOf(moved.values());
  }

  List<Groups.Row> groups() {
    return groups;
  }

  List<PageRow> pages() {
    return List.copyOf(pages.values());
  }

  Map<UUID, Decided> cancelled() {
    return cancelled;
  }

  List<TimelineRow> timeline() {
    return timeline;
  }

  List<Outgoing> events() {
    return events;
  }

  /** The lanes of which somebody has to be woken to send something. */
  Set<Lane> lanes() {
    return pages.values().stream()
        .filter(row -> row.state().equals("scheduled"))
        .map(PageRow::lane)
        .collect(Collectors.toSet());
  }

  record IncidentRow(
      UUID id,
      UUID organizationId,
      long number,
      UUID serviceId,
      String status,
      Instant openedAt,
      @Nullable Instant wakeAt,
      String trace,
      String likeness,
      @Nullable Instant overAt,
      boolean felt,
      JsonNode data) {
    static IncidentRow of(Incident incident, TraceParent trace) {
      var data = Json.data(incident);
      var about = incident.about();
      return new IncidentRow(
          incident.id(),
          about.service().organizationId(),
          about.number(),
          about.service().id(),
          data.get("status").textValue(),
          about.openedAt(),
          incident.wakeAt().orElse(null),
          trace.value(),
          Likeness.of(incident),
          incident.snapshot().resolvedAt(),
          Feeling.isFelt(incident),
          data);
    }
  }

  record AlertRow(UUID id, UUID incidentId, JsonNode data) {}

  record PageRow(
      UUID id,
      UUID incidentId,
      UUID organizationId,
      Lane lane,
      String state,
      String inbox,
      Instant dueAt,
      Instant deadline,
      @Nullable Instant finishedAt,
      @Nullable String problem,
      JsonNode data) {
    static PageRow of(Page page) {
      var ref = page.ref();
      return new PageRow(
          ref.pageId(),
          ref.incidentId(),
          ref.organizationId(),
          page.lane(),
          "scheduled",
          page.inbox(),
          page.due(),
          page.deadline(),
          null,
          null,
          Json.data(page));
    }

    PageRow suppressed(Instant at) {
      return new PageRow(
          id,
          incidentId,
          organizationId,
          lane,
          "suppressed",
          inbox,
          dueAt,
          deadline,
          at,
          NOT_NEEDED,
          data);
    }
  }
}
