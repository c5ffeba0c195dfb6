package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.crypto.Vault;
import io.taskcall.auth.domain.Organization;
import io.taskcall.auth.domain.Secret;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.sso.SsoSettings;
import io.taskcall.contracts.MemberEvent.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps how organizations sign in at their providers. */
@ApplicationScoped
public class PostgresSso {
  /** More than a few with the same domain is somebody playing. */
  private static final int ORGANIZATIONS_MAX = 5;

  private final Mutiny.SessionFactory sessions;
  private final PostgresAudit audit;
  private final Vault vault;

  PostgresSso(Mutiny.SessionFactory sessions, PostgresAudit audit, Vault vault) {
    this.sessions = sessions;
    this.audit = audit;
    this.vault = vault;
  }

  /** Settings with the client's secret. */
  public record Held(SsoSettings settings, Secret clientSecret) {}

  /** An organization that signs in at its provider. */
  public record Candidate(SsoSettings settings, Organization organization) {}

  /** How an organization signs in at its provider, if it does. */
  public Uni<Optional<SsoSettings>> of(UUID organization) {
    return sessions
        .withSession(session -> session.find(SsoRow.class, organization))
        .map(row -> Optional.ofNullable(row).map(SsoRow::settings));
  }

  /** The same with the client's secret. */
  public Uni<Optional<Held>> held(UUID organization) {
    return sessions
        .withSession(session -> session.find(SsoRow.class, organization))
        .map(row ->
            Optional.ofNullable(row)
                .map(found -> new Held(found.settings(), found.clientSecret(vault))));
  }

  /** The organizations whose addresses end with this. */
  public Uni<List<Candidate>> withDomain(String domain) {
    return sessions
        .withSession(session ->
            session
                .createSelectionQuery(
                    """
                    select s, o from SsoRow s, OrganizationRow o
                    where o.id = s.organizationId and s.domain = ?1 order by o.name, o.id
                    """,
                    Object[].class)
                .setParameter(1, domain)
                .setMaxResults(ORGANIZATIONS_MAX)
                .getResultList())
        .map(rows ->
            rows.stream()
                .map(row ->
                    new Candidate(
                        ((SsoRow) row[0]).settings(), ((OrganizationRow) row[1]).organization()))
                .toList());
  }

  /** Whether somebody has to sign in at their provider, and a password is not enough. */
  public Uni<Boolean> asksFor(UUID member) {
    return sessions
        .withSession(session ->
            session
                .createSelectionQuery(
                    """
                    select count(*) from SsoRow s, MemberRow m
                    where m.id = ?1 and s.organizationId = m.organizationId
                      and s.required and m.role <> ?2
                    """,
                    Long.class)
                .setParameter(1, member)
                .setParameter(2, Role.OWNER)
                .getSingleResult())
        .map(count -> count > 0);
  }

  /**
   * Keeps settings.
   *
   * @param clientSecret absent to keep the one that there is
   */
  public Uni<Void> save(SsoSettings settings, Optional<Secret> clientSecret, Actor actor) {
    var id = settings.organizationId();
    return sessions.withTransaction(session ->
        session
            .find(SsoRow.class, id)
            .map(before ->
                clientSecret
                    .map(secret -> SsoRow.sealed(id, secret, vault))
                    .or(() -> Optional.ofNullable(before).map(row -> row.clientSecret))
                    .orElseThrow(() -> new IllegalStateException("there is no secret to keep")))
            .chain(sealed -> session.merge(new SsoRow(settings, sealed)))
            .chain(() ->
                audit.append(
                    session,
                    actor.did(
                        "single_sign_on_set",
                        Optional.of(id),
                        told(settings),
                        settings.changedAt()))));
  }

  /**
   * Forgets how an organization signs in; who is who at the provider is kept for when it comes
   * back.
   *
   * @return whether there was something to forget
   */
  public Uni<Boolean> remove(Actor actor, Instant now) {
    var id = actor.organizationId();
    return sessions.withTransaction(session ->
        session
            .createMutationQuery("delete from SsoRow where organizationId = ?1")
            .setParameter(1, id)
            .executeUpdate()
            .flatMap(removed ->
                removed == 0
                    ? Uni.createFrom().item(false)
                    : audit
                        .append(session, actor.did("single_sign_on_removed", id, now))
                        .replaceWith(true)));
  }

  private static Map<String, String> told(SsoSettings settings) {
    return Map.of(
        "issuer", settings.issuer(),
        "clientId", settings.clientId(),
        "domain", settings.domain(),
        "role", settings.role().name().toLowerCase(Locale.ROOT),
        "required", Boolean.toString(settings.required()));
  }
}
