package io.taskcall.auth.postgres;

import io.taskcall.auth.domain.people.Link;
import io.taskcall.contracts.MemberEvent.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A link that lets somebody set a password, as kept: only its hash. */
@Entity
@Table(name = "password_link")
class LinkRow {
  @Id UUID id;
  String sha256;

  @Column(name = "organization_id")
  UUID organizationId;

  @Column(name = "member_id")
  @Nullable UUID memberId;

  String email;
  String name;

  @Enumerated(EnumType.STRING)
  Role role;

  @Column(name = "invited_by")
  @Nullable String invitedBy;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  boolean used;

  @SuppressWarnings("NullAway.Init")
  protected LinkRow() {}

  LinkRow(Link link, String sha256) {
    this.id = link.id();
    this.sha256 = sha256;
    this.organizationId = link.organizationId();
    this.memberId = link.memberId().orElse(null);
    this.email = link.email();
    this.name = link.name();
    this.role = link.role();
    this.invitedBy = link.invitedBy().orElse(null);
    this.createdAt = link.createdAt();
    this.expiresAt = link.expiresAt();
    this.used = link.used();
  }

  Link link() {
    return new Link(
        id,
        organizationId,
        Optional.ofNullable(memberId),
        email,
        name,
        role,
        Optional.ofNullable(invitedBy),
        createdAt,
        expiresAt,
        used);
  }
}
