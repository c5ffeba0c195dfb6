package io.taskcall.auth.postgres;

import io.taskcall.auth.domain.signin.Session;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A session, as kept: of what the browser shows, only the hash. */
@Entity
@Table(name = "session")
class SessionRow {
  @Id UUID id;

  @Column(name = "token_sha256")
  String tokenSha256;

  @Column(name = "member_id")
  UUID memberId;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "last_seen_at")
  Instant lastSeenAt;

  boolean ended;
  String address;
  String agent;

  @SuppressWarnings("NullAway.Init")
  protected SessionRow() {}

  SessionRow(Session session, String tokenSha256) {
    this.id = session.id();
    this.tokenSha256 = tokenSha256;
    this.memberId = session.memberId();
    this.createdAt = session.createdAt();
    this.lastSeenAt = session.lastSeenAt();
    this.ended = session.ended();
    this.address = session.address();
    this.agent = session.agent();
  }

  Session session() {
    return new Session(id, memberId, createdAt, lastSeenAt, ended, address, agent);
  }
}
