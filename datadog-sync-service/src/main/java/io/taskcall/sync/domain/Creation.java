package io.taskcall.sync.domain;

import io.taskcall.contracts.DatadogChange.Field;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.IncidentSnapshot.Status;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which incidents of ours, raised by Datadog's monitors, get an incident of their own in Datadog.
 *
 * @param priorities of the incidents that do, if it goes by priority
 */
public record Creation(When when, Set<Priority> priorities) {
  private static final Pattern MARKED = Pattern.compile("\\[TaskCall #\\d+-[0-9a-f]{8}]$");

  /** Which of them. */
  public enum When {
    NEVER,
    BY_PRIORITY,
    ALWAYS
  }

  /** What holds where nobody has said otherwise. */
  public static final Creation NEVER = new Creation(When.NEVER, Set.of());

  public Creation {
    priorities = Set.copyOf(priorities);
  }

  /** A link to an incident that is not there yet, and the wish that it be. */
  record Begun(Link link, Wish.Create wish) {}

  /** How an incident begins in Datadog, if it is to have one there. */
  Optional<Begun> begin(IncidentSnapshot incident, Words words) {
    var source = incident.source();
    return source == null || !wants(incident) || !isDatadogs(source.origin())
        ? Optional.empty()
        : Optional.of(begin(incident, source, words));
  }

  private boolean wants(IncidentSnapshot incident) {
    return incident.status() != Status.RESOLVED
        && switch (when) {
          case NEVER -> false;
          case ALWAYS -> true;
          case BY_PRIORITY ->
              incident.priority() != null && priorities.contains(incident.priority());
        };
  }

  private static boolean isDatadogs(Origin origin) {
    return switch (origin) {
      case Origin.DatadogMonitor _, Origin.DatadogSecuritySignal _, Origin.DatadogEvent _ -> true;
      case Origin.DatadogIncident _, Origin.Alertmanager _, Origin.EventsV2 _ -> false;
    };
  }

  private static Begun begin(
      IncidentSnapshot incident, IncidentSnapshot.Source source, Words words) {
    var mark = mark(incident);
    var twins = new EnumMap<Field, Twin>(Field.class);
    twins.put(Field.STATUS, twin(Field.STATUS, Words.word(Status.OPEN), mark, incident, words));
    twins.put(
        Field.PRIORITY,
        twin(Field.PRIORITY, Words.word(incident.priority()), mark, incident, words));
    twins.put(Field.TITLE, twin(Field.TITLE, incident.title(), mark, incident, words));
    var link =
        new Link(
            incident.id(),
            incident.organizationId(),
            source.integrationId(),
            "",
            incident.openedAt(),
            mark,
            twins,
            null,
            false);
    var scope =
        source.origin() instanceof Origin.DatadogMonitor monitor
            ? monitor.scope()
            : List.<String>of();
    return new Begun(
        link,
        new Wish.Create(
            words.of(Field.TITLE, mark).theirs(incident.title()),
            words.of(Field.PRIORITY, mark).theirs(Words.word(incident.priority())),
            named("service:", scope),
            named("team:", scope),
            "TaskCall incident #%d of %s".formatted(incident.number(), incident.service().name())));
  }

  private static Twin twin(
      Field field, String word, String mark, IncidentSnapshot incident, Words words) {
    var at = incident.openedAt();
    return Twin.of(
        new Said(word, at, Author.MACHINE),
        new Said(words.of(field, mark).theirs(word), at, Author.MIRROR));
  }

  /** What our own incidents' titles end with there, so that each is known again. */
  private static String mark(IncidentSnapshot incident) {
    return " [TaskCall #%d-%s]"
        .formatted(incident.number(), incident.id().toString().substring(0, 8));
  }

  /** True if an incident there is one of ours. */
  static boolean isMarked(String title) {
    return MARKED.matcher(title.strip()).find();
  }

  private static List<String> named(String key, List<String> tags) {
    return tags.stream()
        .filter(tag -> tag.startsWith(key))
        .map(tag -> tag.substring(key.length()))
        .distinct()
        .toList();
  }
}
