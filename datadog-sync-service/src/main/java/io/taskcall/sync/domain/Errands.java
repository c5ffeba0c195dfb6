package io.taskcall.sync.domain;

import io.taskcall.contracts.Actor;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentEvent;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.sync.domain.Mirror.Followed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What we want of Datadog for an incident that one of its monitors raised, mirrored or not. */
public final class Errands {
  private static final String MONITOR = "monitor ";

  private Errands() {}

  /**
   * What an event asks for.
   *
   * @param wishes what we want of Datadog
   * @param changes what others should hear at once, since we know it already
   */
  public record Asked(List<Wish.Errand> wishes, List<DatadogChange> changes) {
    private static final Asked NOTHING = new Asked(List.of(), List.of());

    public Asked {
      wishes = List.copyOf(wishes);
      changes = List.copyOf(changes);
    }

    /** True if the event asks for nothing. */
    public boolean nothing() {
      return wishes.isEmpty() && changes.isEmpty();
    }

    /** The same beside what the mirror makes of the event, if it has to do with the incident. */
    public Optional<Followed> beside(
        Optional<Followed> mirrored, Optional<Link> known, IncidentEvent event) {
      var source = event.incident().source();
      if (nothing() || source == null) {
        return mirrored;
      }
      var followed =
          mirrored.orElseGet(() ->
              new Followed(
                  known.orElseGet(() -> Link.bare(event.incident(), source.integrationId())),
                  List.of(),
                  List.of()));
      return Optional.of(
          new Followed(
              followed.link(),
              Stream.concat(followed.wishes().stream(), wishes.stream()).toList(),
              Stream.concat(followed.changes().stream(), changes.stream()).toList()));
    }
  }

  /**
   * What a monitor's priority is, as far as we know.
   *
   * @param priority absent if it has none
   */
  public record Known(@Nullable Priority priority) {}

  /**
   * What an event of an incident asks for.
   *
   * @param choices what holds for its integration
   * @param known what we know of a monitor's priority, if we have looked lately
   */
  public static Asked by(
      IncidentEvent event, Choices choices, Function<String, Optional<Known>> known) {
    var incident = event.incident();
    var source = incident.source();
    if (source == null || !(source.origin() instanceof Origin.DatadogMonitor monitor)) {
      return Asked.NOTHING;
    }
    boolean unknown = event instanceof IncidentEvent.Triggered && incident.priority() == null;
    var priority =
        unknown ? priority(incident, source.integrationId(), monitor, known) : Asked.NOTHING;
    var wishes = new ArrayList<>(priority.wishes());
    if (choices.want(Extra.COMMENTS)) {
      comment(event, monitor).ifPresent(wishes::add);
    }
    if (choices.want(Extra.DOWNTIMES)) {
      wishes.add(new Wish.Downtime(monitor.monitorId(), monitor.scope(), quietUntil(event)));
    }
    return new Asked(wishes, priority.changes());
  }

  /** In a maintenance an incident begins snoozed. */
  private static @Nullable Instant quietUntil(IncidentEvent event) {
    var until = event.incident().snoozedUntil();
    boolean quiet =
        event.incident().status() != IncidentSnapshot.Status.RESOLVED
            && until != null
            && until.isAfter(event.at());
    return quiet ? until : null;
  }

  /** What people do; what rules and alerts do, Datadog need not hear. */
  private static Optional<Wish.Errand> comment(IncidentEvent event, Origin.DatadogMonitor monitor) {
    if (!(event.by() instanceof Actor.Person person)) {
      return Optional.empty();
    }
    var said =
        switch (event) {
          case IncidentEvent.Acknowledged _ -> "acknowledged by " + person.name();
          case IncidentEvent.Resolved _ -> "resolved by " + person.name();
          case IncidentEvent.Snoozed snoozed ->
              "snoozed by %s until %s".formatted(person.name(), snoozed.until());
          case IncidentEvent _ -> null;
        };
    return said == null
        ? Optional.empty()
        : Optional.of(
            new Wish.Comment(
                event.id(),
                event.at(),
                monitor.monitorId(),
                monitor.scope(),
                "TaskCall incident #%d %s".formatted(event.incident().number(), said)));
  }

  private static Asked priority(
      IncidentSnapshot incident,
      UUID integrationId,
      Origin.DatadogMonitor monitor,
      Function<String, Optional<Known>> known) {
    var id = monitor.monitorId();
    return known
        .apply(id)
        .map(lately ->
            new Asked(
                List.of(),
                learnt(Link.bare(incident, integrationId), id, lately, incident.openedAt())))
        .orElseGet(() -> new Asked(List.of(new Wish.Learn(id)), List.of()));
  }

  /**
   * What others hear of a monitor's priority: that the incident has it, unless somebody has given
   * it one meanwhile.
   */
  public static List<DatadogChange> learnt(Link link, String monitorId, Known known, Instant at) {
    var priority = known.priority();
    return priority == null
        ? List.of()
        : List.of(
            new DatadogChange.SeverityChanged(
                Ids.derive("datadog-monitor-priority", link.incidentId()),
                at,
                link.ref(),
                MONITOR + monitorId,
                priority.name(),
                priority,
                Words.NO_PRIORITY));
  }

  /** True for what {@link #learnt} says who did it; people have other names. */
  static boolean isMonitor(@Nullable String user) {
    return user != null
        && user.startsWith(MONITOR)
        && user.chars().skip(MONITOR.length()).allMatch(Character::isDigit);
  }
}
