package io.taskcall.auth.postgres;

import io.taskcall.auth.domain.Member;
import io.taskcall.auth.domain.Revision;
import io.taskcall.auth.domain.access.ApiKey;
import io.taskcall.auth.domain.access.Caller;
import io.taskcall.contracts.MemberEvent.Role;
import io.taskcall.rights.Right;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A person, as kept; their API keys are rows of their own. */
@Entity
@Table(name = "member")
class MemberRow {
  @Id UUID id;

  @Column(name = "organization_id")
  UUID organizationId;

  String name;
  String email;

  @Enumerated(EnumType.STRING)
  Role role;

  boolean removed;

  @Column(name = "from_setup")
  boolean fromSetup;

  /** Whether it is a program's. */
  @Column(name = "service_account")
  boolean serviceAccount;

  int revision;

  @Column(name = "changed_at")
  Instant changedAt;

  @SuppressWarnings("NullAway.Init")
  protected MemberRow() {}

  MemberRow(Member member, Revision as) {
    id = member.id();
    organizationId = member.organizationId();
    name = member.name();
    email = member.email();
    role = member.role();
    removed = false;
    fromSetup = true;
    serviceAccount = member.serviceAccount();
    revision = as.number();
    changedAt = as.at();
  }

  Member member(List<ApiKey> apiKeys) {
    return new Member(id, organizationId, name, email, role, apiKeys, serviceAccount);
  }

  Caller caller(Optional<UUID> session, Set<Right> rights) {
    return new Caller(organizationId, id, name, email, role, session, rights);
  }

  void changed(Instant now) {
    revision = revision + 1;
    changedAt = now;
  }

  Revision revision() {
    return new Revision(revision, changedAt);
  }
}
