package io.taskcall.auth.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.taskcall.auth.domain.audit.AuditEntry;
import io.taskcall.codec.EventCodec;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** An entry of the audit log, as kept. */
@Entity
@Immutable
@Table(name = "audit_entry")
class AuditRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  @Column(name = "organization_id")
  UUID organizationId;

  Instant at;

  @Column(name = "member_id")
  @Nullable UUID memberId;

  String who;
  String what;
  @Nullable UUID subject;
  String address;

  /** JSON. */
  String details;

  @SuppressWarnings("NullAway.Init")
  protected AuditRow() {}

  AuditRow(AuditEntry entry) {
    organizationId = entry.organizationId();
    at = entry.at();
    memberId = entry.memberId().orElse(null);
    who = entry.who();
    what = entry.what();
    subject = entry.subject().orElse(null);
    address = entry.address();
    details = EventCodec.mapper().valueToTree(entry.details()).toString();
  }

  PostgresAudit.Numbered numbered() {
    return new PostgresAudit.Numbered(
        Objects.requireNonNull(id),
        new AuditEntry(
            organizationId,
            at,
            Optional.ofNullable(memberId),
            who,
            what,
            Optional.ofNullable(subject),
            address,
            details()));
  }

  private Map<String, String> details() {
    try {
      return EventCodec.mapper().readValue(details, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry of the audit log must be readable", e);
    }
  }
}
