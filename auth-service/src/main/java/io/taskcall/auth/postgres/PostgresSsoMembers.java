package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Member;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.sso.Admission;
import io.taskcall.auth.domain.sso.Admission.Person;
import io.taskcall.auth.domain.sso.Claims;
import io.taskcall.auth.domain.sso.SsoSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Lets those in whom a provider vouches for, into the organization that chose it and no other. */
@ApplicationScoped
public class PostgresSsoMembers {
  private final Mutiny.SessionFactory sessions;
  private final MemberNews news;
  private final PostgresAudit audit;

  PostgresSsoMembers(Mutiny.SessionFactory sessions, MemberNews news, PostgresAudit audit) {
    this.sessions = sessions;
    this.news = news;
    this.audit = audit;
  }

  /**
   * What was decided.
   *
   * @param actor whoever is let in
   */
  public record Admitted(Admission judged, Optional<Actor> actor) {}

  /** Judges somebody and does what that means: one who is new joins, one who is known is linked. */
  public Uni<Admitted> admit(SsoSettings settings, Claims claims, String address, Instant now) {
    return sessions
        .withTransaction(session ->
            SetupLock.alone(session)
                .chain(() -> known(session, settings, claims))
                .flatMap(known ->
                    sameAddress(session, settings, claims)
                        .map(same -> Admission.judge(settings, claims, known, same)))
                .flatMap(judged -> act(session, judged, settings, claims, address, now)))
        .invoke(news::nudge);
  }

  private Uni<Admitted> act(
      Mutiny.Session session,
      Admission judged,
      SsoSettings settings,
      Claims claims,
      String address,
      Instant now) {
    return switch (judged) {
      case Admission.Refused _ ->
          Uni.createFrom().item(new Admitted(judged, Optional.<Actor>empty()));
      case Admission.Known(var member) ->
          session.find(MemberRow.class, member).map(row -> admitted(judged, row, address));
      case Admission.Link(var member) ->
          session
              .find(MemberRow.class, member)
              .call(row -> link(session, row, settings, claims, address, now))
              .map(row -> admitted(judged, row, address));
      case Admission.Join() ->
          join(session, settings, claims, address, now)
              .call(row -> link(session, row, settings, claims, address, now))
              .map(row -> admitted(judged, row, address));
    };
  }

  private Uni<MemberRow> join(
      Mutiny.Session session, SsoSettings settings, Claims claims, String address, Instant now) {
    return session
        .find(OrganizationRow.class, settings.organizationId())
        .map(row ->
            Member.of(
                row.organization(),
                claims.name(),
                claims.email().toLowerCase(Locale.ROOT),
                settings.role()))
        .flatMap(member -> PostgresMembers.save(session, member, now))
        .call(row -> news.say(session, row))
        .call(row -> audit.append(session, actor(row, address).did("person_joined", row.id, now)));
  }

  private Uni<Void> link(
      Mutiny.Session session,
      MemberRow row,
      SsoSettings settings,
      Claims claims,
      String address,
      Instant now) {
    var issuer = settings.issuer();
    return session
        .persist(new SsoIdentityRow(row.organizationId, issuer, claims.subject(), row.id, now))
        .chain(() ->
            audit.append(
                session,
                actor(row, address)
                    .did(
                        "single_sign_on_linked",
                        Optional.of(row.id),
                        Map.of("issuer", issuer, "email", claims.email()),
                        now)));
  }

  private static Uni<Optional<Person>> known(
      Mutiny.Session session, SsoSettings settings, Claims claims) {
    var id = SsoIdentityRow.id(settings.organizationId(), settings.issuer(), claims.subject());
    return session
        .find(SsoIdentityRow.class, id)
        .flatMap(identity ->
            identity == null
                ? Uni.createFrom().item(Optional.empty())
                : session
                    .find(MemberRow.class, identity.memberId)
                    .map(row -> Optional.of(person(row, true))));
  }

  private static Uni<Optional<Person>> sameAddress(
      Mutiny.Session session, SsoSettings settings, Claims claims) {
    return session
        .createSelectionQuery(
            """
            from MemberRow where organizationId = ?1 and lower(email) = ?2 and not serviceAccount
            order by removed, id
            """,
            MemberRow.class)
        .setParameter(1, settings.organizationId())
        .setParameter(2, claims.email().toLowerCase(Locale.ROOT))
        .setMaxResults(1)
        .getSingleResultOrNull()
        .flatMap(row -> person(session, row, settings));
  }

  private static Uni<Optional<Person>> person(
      Mutiny.Session session, @Nullable MemberRow row, SsoSettings settings) {
    return row == null
        ? Uni.createFrom().item(Optional.empty())
        : linked(session, row.id, settings.issuer())
            .map(linked -> Optional.of(person(row, linked)));
  }

  private static Uni<Boolean> linked(Mutiny.Session session, UUID member, String issuer) {
    return session
        .createSelectionQuery(
            "select count(*) from SsoIdentityRow where memberId = ?1 and issuer = ?2", Long.class)
        .setParameter(1, member)
        .setParameter(2, issuer)
        .getSingleResult()
        .map(count -> count > 0);
  }

  private static Person person(MemberRow row, boolean linked) {
    return new Person(row.id, row.role, row.removed, linked);
  }

  private static Admitted admitted(Admission judged, MemberRow row, String address) {
    return new Admitted(judged, Optional.of(actor(row, address)));
  }

  private static Actor actor(MemberRow row, String address) {
    return new Actor(row.organizationId, Optional.of(row.id), row.email, address);
  }
}
