package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.impact.Graph;
import io.taskcall.oncall.domain.impact.Node;
import io.taskcall.oncall.domain.incident.Cause;
import io.taskcall.oncall.domain.incident.Editing;
import io.taskcall.oncall.domain.incident.Incident;
import io.taskcall.oncall.domain.incident.Outcome;
import io.taskcall.oncall.domain.status.Notice;
import io.taskcall.oncall.postgres.IncidentActions.Done;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What stakeholders are told of incidents: said, and written to subscribers, in one. */
@ApplicationScoped
public class StatusUpdates {
  private static final String WRITE =
      """
      insert into letters (subscription_id, cause, data, due_at)
      select s.id, cast(cast(:cause as text) as uuid), r.data,
        cast(cast(:now as text) as timestamptz)
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
        as r (topic_id uuid, data jsonb)
      join subscriptions s on s.confirmed
        and (s.dashboard_id = r.topic_id or s.incident_id = r.topic_id)
      on conflict (subscription_id, cause) do nothing
      """;

  private static final String SAID =
      """
      select cast(jsonb_build_object('id', id, 'incident_id', incident_id, 'at', at,
        'by', actor->>'name', 'message', text) as text)
      from timeline where type = 'incident.status_updated' and incident_id in
        (select cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))
      order by seq desc
      """;

  private final Database database;
  private final Writer writer;

  StatusUpdates(Database database, Writer writer) {
    this.database = database;
    this.writer = writer;
  }

  /**
   * Something that stakeholders were told.
   *
   * @param by the name of whoever told it
   */
  public record Update(UUID id, UUID incidentId, Instant at, @Nullable String by, String message) {}

  /**
   * Tells stakeholders of an incident; empty if the organization has no such incident.
   *
   * @param version the only one that is to be changed; empty if any will do
   */
  public Uni<Optional<Done>> tell(
      UUID organizationId, UUID incidentId, OptionalLong version, String message, Cause cause) {
    return writer.transaction(session ->
        new Ledger(session)
            .lock(Set.of(incidentId))
            .flatMap(locked ->
                Optional.ofNullable(locked.get(incidentId))
                    .filter(found -> isOf(organizationId, found.incident()))
                    .map(found -> tell(session, found, version, message, cause))
                    .orElseGet(() ->
                        Uni.createFrom()
                            .item(
                                new Writer.Result<Optional<Done>>(
                                    Optional.empty(), new Writing())))));
  }

  private static Uni<Writer.Result<Optional<Done>>> tell(
      Mutiny.Session session,
      Ledger.Locked locked,
      OptionalLong version,
      String message,
      Cause cause) {
    var writing = new Writing();
    if (version.isPresent() && version.getAsLong() != locked.version()) {
      var done = new Done(new Outcome.Outdated(), locked.incident(), locked.version());
      return Uni.createFrom().item(new Writer.Result<>(Optional.of(done), writing));
    }
    var outcome = Editing.tell(locked.incident(), message, cause);
    if (outcome instanceof Outcome.Changed changed) {
      writing.add(new Decided(changed, locked.trace(), cause.at()));
    }
    var done = new Done(outcome, locked.incident(), locked.version() + 1);
    return write(session, locked.incident(), message, cause)
        .replaceWith(new Writer.Result<>(Optional.of(done), writing));
  }

  /** Nobody outside is bothered with tests. */
  private static Uni<Void> write(
      Mutiny.Session session, Incident incident, String message, Cause cause) {
    var organization = incident.about().service().organizationId();
    if (incident.about().test()) {
      return Uni.createFrom().voidItem();
    }
    return ServiceGraphs.load(session, Set.of(organization))
        .flatMap(graph ->
            Dashboards.all(session, organization)
                .map(all -> notices(incident, message, cause.at(), all, graph)))
        .flatMap(rows ->
            Database.run(
                session,
                WRITE,
                Map.of(
                    "rows", Json.rows(rows),
                    "cause", cause.id().toString(),
                    "now", cause.at().toString())))
        .replaceWithVoid();
  }

  private static List<NoticeRow> notices(
      Incident incident, String message, Instant at, List<Dashboards.Kept> all, Graph graph) {
    var service = incident.about().service();
    var rows = new ArrayList<NoticeRow>();
    for (var kept : all) {
      var dashboard = kept.dashboard();
      var feeling = dashboard.feeling(service.id(), graph).stream().map(Node::name).toList();
      if (!feeling.isEmpty()) {
        var title = dashboard.titles() ? incident.trouble().title() : "";
        var update = new Notice.Update(title, status(incident), feeling, message, at);
        rows.add(NoticeRow.of(dashboard.id(), Notice.telling(dashboard.name(), update)));
      }
    }
    var services =
        Stream.concat(
                Stream.of(service.name()), graph.affectedBy(service.id()).stream().map(Node::name))
            .distinct()
            .toList();
    var update =
        new Notice.Update(incident.trouble().title(), status(incident), services, message, at);
    var name = "#" + incident.about().number();
    rows.add(NoticeRow.of(incident.id(), Notice.telling(name, update)));
    return rows;
  }

  private static String status(Incident incident) {
    return switch (incident) {
      case Incident.Open _ -> "open";
      case Incident.Acknowledged _ -> "being worked on";
      case Incident.Resolved _ -> "resolved";
    };
  }

  /** What was told of these incidents, each one's newest first. */
  public Uni<Map<UUID, List<Update>>> of(Collection<UUID> incidents) {
    return incidents.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : database
            .transaction(session ->
                Database.texts(session, SAID, Map.of("ids", Json.rows(Set.copyOf(incidents)))))
            .map(rows ->
                rows.stream()
                    .map(row -> Json.row(Update.class, row))
                    .collect(Collectors.groupingBy(Update::incidentId)));
  }

  private static boolean isOf(UUID organizationId, Incident incident) {
    return incident.about().service().organizationId().equals(organizationId);
  }

  private record NoticeRow(UUID topicId, JsonNode data) {
    static NoticeRow of(UUID topic, Notice notice) {
      return new NoticeRow(topic, Json.data(notice));
    }
  }
}
