package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Directory;
import io.taskcall.auth.domain.Integration;
import io.taskcall.auth.domain.Member;
import io.taskcall.auth.domain.Revision;
import io.taskcall.auth.domain.Wanted;
import io.taskcall.auth.domain.access.ApiKey;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.IntegrationEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/** All rows of one organization, with those of people and integrations that are gone. */
record DirectoryRows(
    Optional<OrganizationRow> organization,
    List<MemberRow> members,
    List<ApiKeyRow> apiKeys,
    List<IntegrationRow> integrations,
    List<IntegrationKeyRow> keys,
    List<GrantRow> grants) {
  private static final String OF_MEMBERS =
      "r.memberId in (select m.id from MemberRow m where m.organizationId = ?1)";
  private static final String OF_INTEGRATIONS =
      "r.integrationId in (select i.id from IntegrationRow i where i.organizationId = ?1)";

  // What the domain compares as lists is read in one order.
  private static final Comparator<ApiKey> BY_ID = Comparator.comparing(ApiKey::id);
  private static final Comparator<IntegrationEvent.Key> NEWEST_FIRST =
      Comparator.comparing(
          IntegrationEvent.Key::retiresAt, Comparator.nullsFirst(Comparator.reverseOrder()));

  static Uni<DirectoryRows> load(Mutiny.Session session, UUID organization) {
    return Uni.combine()
        .all()
        .unis(
            session.find(OrganizationRow.class, organization).map(Optional::ofNullable),
            all(session, organization, MemberRow.class, "r.organizationId = ?1"),
            all(session, organization, ApiKeyRow.class, OF_MEMBERS),
            all(session, organization, IntegrationRow.class, "r.organizationId = ?1"),
            all(session, organization, IntegrationKeyRow.class, OF_INTEGRATIONS),
            all(session, organization, GrantRow.class, OF_INTEGRATIONS))
        // A session does one thing at a time.
        .usingConcurrencyOf(1)
        .with(DirectoryRows::new);
  }

  /** The keys of one integration. */
  static Uni<List<IntegrationEvent.Key>> keysOf(Mutiny.Session session, UUID integration) {
    return session
        .createSelectionQuery(
            "from IntegrationKeyRow where integrationId = ?1", IntegrationKeyRow.class)
        .setParameter(1, integration)
        .getResultList()
        .map(DirectoryRows::keys);
  }

  /** Who and what is there now. */
  Directory directory() {
    return directory(_ -> true, _ -> true);
  }

  /** What of it is the setup's to change: not what people have added themselves. */
  Directory ofSetup(Wanted wanted) {
    var named = wanted.members().stream().map(Member::id).collect(Collectors.toSet());
    return directory(
        row -> row.fromSetup || named.contains(row.id), row -> row.plantedKeySha256 != null);
  }

  /** What people have deleted for good. */
  Set<UUID> uninstalled() {
    return integrations.stream()
        .filter(row -> row.uninstalled)
        .map(row -> row.id)
        .collect(Collectors.toSet());
  }

  private Directory directory(
      Predicate<MemberRow> whichMembers, Predicate<IntegrationRow> whichIntegrations) {
    return new Directory(
        organization.map(OrganizationRow::organization),
        members.stream()
            .filter(row -> !row.removed)
            .filter(whichMembers)
            .map(this::member)
            .toList(),
        integrations.stream()
            .filter(row -> !row.removed)
            .filter(whichIntegrations)
            .map(this::integration)
            .toList(),
        grants.stream()
            .collect(Collectors.toMap(row -> row.integrationId, row -> row.plantedSha256)),
        plantedKeys());
  }

  private Map<UUID, String> plantedKeys() {
    var planted = new HashMap<UUID, String>();
    for (var row : integrations) {
      if (row.plantedKeySha256 != null) {
        planted.put(row.id, row.plantedKeySha256);
      }
    }
    return planted;
  }

  /** The last thing that was to be said of each person and integration. */
  Stream<Event> truths() {
    return organization.stream()
        .map(OrganizationRow::organization)
        .flatMap(owner ->
            Stream.concat(
                members.stream()
                    .map(row ->
                        row.removed
                            ? member(row).removed(row.revision())
                            : member(row).saved(owner, row.revision())),
                integrations.stream()
                    .map(row ->
                        row.removed
                            ? integration(row).removed(row.revision())
                            : integration(row).saved(row.revision()))));
  }

  Revision memberRevision(UUID member) {
    return members.stream()
        .filter(row -> row.id.equals(member))
        .findFirst()
        .map(MemberRow::revision)
        .orElse(Revision.NONE);
  }

  Revision integrationRevision(UUID integration) {
    return integrations.stream()
        .filter(row -> row.id.equals(integration))
        .findFirst()
        .map(IntegrationRow::revision)
        .orElse(Revision.NONE);
  }

  private Member member(MemberRow row) {
    return row.member(
        apiKeys.stream()
            .filter(key -> key.memberId.equals(row.id))
            .map(ApiKeyRow::apiKey)
            .sorted(BY_ID)
            .toList());
  }

  private Integration integration(IntegrationRow row) {
    return row.integration(
        keys(keys.stream().filter(key -> key.integrationId.equals(row.id)).toList()));
  }

  private static List<IntegrationEvent.Key> keys(List<IntegrationKeyRow> rows) {
    return rows.stream().map(IntegrationKeyRow::key).sorted(NEWEST_FIRST).toList();
  }

  private static <T> Uni<List<T>> all(
      Mutiny.Session session, UUID organization, Class<T> row, String which) {
    return session
        .createSelectionQuery("from " + row.getSimpleName() + " r where " + which, row)
        .setParameter(1, organization)
        .getResultList();
  }
}
