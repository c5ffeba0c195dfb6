package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Directory;
import io.taskcall.auth.domain.Member;
import io.taskcall.auth.domain.Revision;
import io.taskcall.auth.domain.audit.Actor;
import io.taskcall.auth.domain.people.Link;
import io.taskcall.contracts.MemberEvent.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;

/** Lets people in and out of organizations, and tells the other services of each. */
@ApplicationScoped
public class PostgresMembers {
  private final Mutiny.SessionFactory sessions;
  private final MemberNews news;
  private final PostgresAudit audit;

  PostgresMembers(Mutiny.SessionFactory sessions, MemberNews news, PostgresAudit audit) {
    this.sessions = sessions;
    this.news = news;
    this.audit = audit;
  }

  /** Takes somebody in who was invited; whoever was there before under that address is back. */
  public Uni<Void> join(Link invitation, String passwordHash, String address, Instant now) {
    return sessions
        .withTransaction(session ->
            SetupLock.alone(session)
                .chain(() -> session.find(OrganizationRow.class, invitation.organizationId()))
                .map(row ->
                    Member.of(
                        row.organization(),
                        invitation.name(),
                        invitation.email(),
                        invitation.role()))
                .flatMap(member -> save(session, member, now))
                .call(row -> session.merge(new PasswordRow(row.id, passwordHash, null, now)))
                .call(row -> news.say(session, row))
                .call(row ->
                    audit.append(
                        session,
                        new Actor(row.organizationId, Optional.of(row.id), row.email, address)
                            .did("person_joined", row.id, now))))
        .invoke(news::nudge)
        .replaceWithVoid();
  }

  /** Makes an account for a program. */
  public Uni<Void> add(Member serviceAccount, Actor actor, Instant now) {
    return sessions
        .withTransaction(session ->
            SetupLock.alone(session)
                .chain(() -> save(session, serviceAccount, now))
                .call(row -> news.say(session, row))
                .call(row ->
                    audit.append(
                        session,
                        actor.did(
                            "service_account_made",
                            Optional.of(row.id),
                            Map.of("name", row.name, "role", row.role.name()),
                            now))))
        .invoke(news::nudge)
        .replaceWithVoid();
  }

  /**
   * Gives somebody another role.
   *
   * @param allowed throws if who is there at that moment speaks against it
   */
  public Uni<Void> changeRole(
      UUID id, Role role, Consumer<Directory> allowed, Actor actor, Instant now) {
    return changing(
        id,
        actor.organizationId(),
        allowed,
        (session, row) -> {
          row.role = role;
          return audit.append(
              session,
              actor.did("role_changed", Optional.of(id), Map.of("role", role.name()), now));
        },
        now);
  }

  /**
   * Lets somebody go: their keys and sessions end at once.
   *
   * @param allowed throws if who is there at that moment speaks against it
   */
  public Uni<Void> remove(UUID id, Consumer<Directory> allowed, Actor actor, Instant now) {
    return changing(
        id,
        actor.organizationId(),
        allowed,
        (session, row) -> {
          row.removed = true;
          return PostgresSessions.endAllOf(session, id)
              .chain(() ->
                  session
                      .createMutationQuery("delete from ApiKeyRow where memberId = ?1")
                      .setParameter(1, id)
                      .executeUpdate())
              .chain(() ->
                  session
                      .createMutationQuery("delete from PasswordRow where memberId = ?1")
                      .setParameter(1, id)
                      .executeUpdate())
              .chain(() -> PostgresPasskeys.removeAllOf(session, id))
              .chain(() -> audit.append(session, actor.did(removed(row), id, now)));
        },
        now);
  }

  private static String removed(MemberRow row) {
    return row.serviceAccount ? "service_account_removed" : "person_removed";
  }

  /** Two that are each allowed may not be both; so it is asked when nobody else can change it. */
  private Uni<Void> changing(
      UUID id,
      UUID organization,
      Consumer<Directory> allowed,
      BiFunction<Mutiny.Session, MemberRow, Uni<Void>> change,
      Instant now) {
    return sessions
        .withTransaction(session ->
            SetupLock.alone(session)
                .chain(() -> DirectoryRows.load(session, organization))
                .invoke(rows -> allowed.accept(rows.directory()))
                .chain(() -> session.find(MemberRow.class, id))
                .invoke(row -> row.changed(now))
                .call(row -> change.apply(session, row))
                .call(row -> news.say(session, row)))
        .invoke(news::nudge)
        .replaceWithVoid();
  }

  static Uni<MemberRow> save(Mutiny.Session session, Member member, Instant now) {
    return session
        .find(MemberRow.class, member.id())
        .flatMap(before -> {
          var revision = before == null ? Revision.NONE : before.revision();
          var row = new MemberRow(member, revision.next(now));
          row.fromSetup = before != null && before.fromSetup;
          return session.merge(row).call(session::flush);
        });
  }
}
