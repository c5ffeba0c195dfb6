package io.taskcall.auth.postgres;

import io.smallrye.mutiny.Uni;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tells the other services how a person is now. */
@ApplicationScoped
class MemberNews {
  private final Outbox outbox;

  MemberNews(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Says it within the transaction that changed the person. */
  Uni<Void> say(Mutiny.Session session, MemberRow row) {
    return keys(session, row.id)
        .flatMap(keys ->
            session
                .find(OrganizationRow.class, row.organizationId)
                .map(organization -> event(row, keys, organization)))
        .flatMap(event -> outbox.append(session, event, TraceParent.startingAt(event.id())));
  }

  /** Wakes whoever carries it away; to be called once the transaction is through. */
  void nudge() {
    outbox.nudge();
  }

  private static MemberEvent event(
      MemberRow row, List<ApiKeyRow> keys, OrganizationRow organization) {
    var member = row.member(keys.stream().map(ApiKeyRow::apiKey).toList());
    return row.removed
        ? member.removed(row.revision())
        : member.saved(organization.organization(), row.revision());
  }

  private static Uni<List<ApiKeyRow>> keys(Mutiny.Session session, UUID member) {
    return session
        .createSelectionQuery("from ApiKeyRow where memberId = ?1 order by id", ApiKeyRow.class)
        .setParameter(1, member)
        .getResultList();
  }
}
