package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.domain.attempt.Attempt;
import io.taskcall.oncall.domain.schedule.HandoffNotice;
import io.taskcall.oncall.domain.schedule.Schedule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Writes to people before they come on call, once for each duty and time before it. */
@ApplicationScoped
public class HandoffNotices implements Chore {
  private static final Logger LOG = Logger.getLogger(HandoffNotices.class);
  private static final Duration EVERY = Duration.ofSeconds(10);

  private static final String ORGANIZATIONS =
      """
      select distinct cast(organization_id as text) from schedules
      where data->'notices'->>0 is not null
      """;

  private static final String WRITE =
      """
      insert into letters (user_id, cause, data, due_at)
      select m.user_id, r.cause, r.data, cast(cast(:now as text) as timestamptz)
      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
        as r (organization_id uuid, user_id uuid, cause uuid, data jsonb)
      join members m on m.user_id = r.user_id and m.organization_id = r.organization_id
      on conflict (user_id, cause) where user_id is not null do nothing
      """;

  private final Database database;

  /** Those that the log tells of, once. */
  private final Set<UUID> faulty = ConcurrentHashMap.newKeySet();

  HandoffNotices(Database database) {
    this.database = database;
  }

  @Override
  public String what() {
    return "telling who comes on call";
  }

  @Override
  public Duration every() {
    return EVERY;
  }

  @Override
  public Uni<Void> doIt(Instant now) {
    return database
        .transaction(session ->
            Database.texts(session, ORGANIZATIONS, Map.of())
                .map(ids -> ids.stream().map(UUID::fromString).collect(Collectors.toSet()))
                .flatMap(organizations -> tell(session, organizations, now)))
        .replaceWithVoid();
  }

  private Uni<Integer> tell(Mutiny.Session session, Set<UUID> organizations, Instant now) {
    return organizations.isEmpty()
        ? Uni.createFrom().item(0)
        : new Ledger(session)
            .schedules(organizations, HandoffNotice.about(now))
            .flatMap(schedules -> write(session, schedules.values(), now));
  }

  private Uni<Integer> write(Mutiny.Session session, Collection<Schedule> schedules, Instant now) {
    var rows =
        schedules.stream()
            .flatMap(schedule -> due(schedule, now).stream().map(due -> Row.of(schedule, due)))
            .toList();
    return rows.isEmpty()
        ? Uni.createFrom().item(0)
        : Database.run(session, WRITE, Map.of("rows", Json.rows(rows), "now", now.toString()));
  }

  /** One schedule that cannot be worked out keeps nobody of the others from being told. */
  private List<HandoffNotice> due(Schedule schedule, Instant now) {
    return switch (Attempt.at(() -> HandoffNotice.due(schedule, now))) {
      case Attempt.Worked(List<HandoffNotice> due) -> due;
      case Attempt.Failed(String reason) -> {
        if (faulty.add(schedule.id())) {
          LOG.warnf("schedule %s cannot be worked out, nobody is told: %s", schedule.id(), reason);
        }
        yield List.of();
      }
    };
  }

  private record Row(UUID organizationId, UUID userId, UUID cause, JsonNode data) {
    static Row of(Schedule schedule, HandoffNotice notice) {
      return new Row(schedule.organizationId(), notice.person(), notice.id(), Json.data(notice));
    }
  }
}
