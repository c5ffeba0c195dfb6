package io.taskcall.sync.domain;

import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.DatadogChange.Field;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.Origin;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ties an incident of ours to the one in Datadog that mirrors it.
 *
 * @param datadogUuid empty until the incident that we want there is there
 * @param mark what Datadog's title ends with beside ours; empty if theirs was first
 * @param twins what each side says of each field
 * @param modified Datadog's stamp on what we saw last; absent until we have looked
 * @param closed ours was resolved and goes on as another, which has a link of its own
 */
public record Link(
    UUID incidentId,
    UUID organizationId,
    UUID integrationId,
    String datadogUuid,
    Instant openedAt,
    String mark,
    Map<Field, Twin> twins,
    @Nullable Instant modified,
    boolean closed) {
  public Link {
    twins = Map.copyOf(twins);
  }

  /** The link of an incident that came from a Datadog incident; others have none. */
  public static Optional<Link> of(IncidentSnapshot incident, Words words) {
    var source = incident.source();
    return source != null && source.origin() instanceof Origin.DatadogIncident origin
        ? Optional.of(begin(incident, source.integrationId(), origin, words))
        : Optional.empty();
  }

  private static Link begin(
      IncidentSnapshot incident, UUID integrationId, Origin.DatadogIncident origin, Words words) {
    // A payload without the state says nothing, and incidents begin active.
    var state = origin.status() == null ? Words.ACTIVE : origin.status();
    var severity = origin.severity();
    var at = incident.openedAt();
    var twins = new EnumMap<Field, Twin>(Field.class);
    twins.put(
        Field.STATUS,
        begun(words.of(Field.STATUS, ""), Words.word(IncidentSnapshot.Status.OPEN), state, at));
    twins.put(
        Field.PRIORITY,
        severity == null
            ? Twin.both(Words.word(incident.priority()), Words.NO_SEVERITY, at)
            : begun(words.of(Field.PRIORITY, ""), Words.word(incident.priority()), severity, at));
    twins.put(Field.TITLE, Twin.both(incident.title(), at));
    return new Link(
        incident.id(),
        incident.organizationId(),
        integrationId,
        origin.uuid(),
        at,
        "",
        twins,
        null,
        false);
  }

  /** Ours began with what Datadog said. */
  private static Twin begun(Language language, String ours, String theirs, Instant at) {
    return Twin.both(language.ours(theirs).orElse(ours), theirs, at);
  }

  /** What ties calls about an incident together that mirrors none. */
  static Link bare(IncidentSnapshot incident, UUID integrationId) {
    return new Link(
        incident.id(),
        incident.organizationId(),
        integrationId,
        "",
        incident.openedAt(),
        "",
        Map.of(),
        null,
        false);
  }

  /** True if it mirrors none, at least not yet. */
  public boolean mirrorsNone() {
    return twins.isEmpty();
  }

  /** What readers of our events know it by. */
  public DatadogChange.LinkRef ref() {
    return new DatadogChange.LinkRef(incidentId, organizationId, integrationId, datadogUuid);
  }

  /** True once there is an incident in Datadog. */
  public boolean isThere() {
    return !datadogUuid.isEmpty();
  }

  /** What both say of a field; a link may be older than the mirroring of that field. */
  Optional<Twin> twin(Field field) {
    return Optional.ofNullable(twins.get(field));
  }

  /** What ours is or is about to be. */
  Optional<String> expected(Field field) {
    return twin(field).map(Twin::expected);
  }

  /** True if {@code seen} is what was there before what we have seen already. */
  boolean isNewerThan(DatadogIncident seen) {
    return modified != null && seen.modified() != null && seen.modified().isBefore(modified);
  }

  Link with(Field field, Twin twin) {
    var next = new EnumMap<>(twins);
    next.put(field, twin);
    return with(next, modified, closed);
  }

  Link to(String uuid) {
    return new Link(
        incidentId, organizationId, integrationId, uuid, openedAt, mark, twins, modified, closed);
  }

  /** True if it goes on in Datadog, as far as we know. */
  public boolean isLiveThere() {
    return !closed
        && isThere()
        && twin(Field.STATUS)
            .flatMap(twin -> Words.statusOf(twin.theirs().word()))
            .filter(status -> status != IncidentSnapshot.Status.RESOLVED)
            .isPresent();
  }

  Link seenAt(@Nullable Instant stamp) {
    return stamp == null ? this : with(twins, stamp, closed);
  }

  /** The same, with nothing more to cross. */
  Link ended() {
    return with(twins, modified, true);
  }

  private Link with(Map<Field, Twin> nextTwins, @Nullable Instant stamp, boolean nextClosed) {
    return new Link(
        incidentId,
        organizationId,
        integrationId,
        datadogUuid,
        openedAt,
        mark,
        nextTwins,
        stamp,
        nextClosed);
  }
}
