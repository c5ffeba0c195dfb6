package io.taskcall.sync.postgres;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.DatadogChange.Field;
import io.taskcall.sync.domain.Link;
import io.taskcall.sync.domain.Twin;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A {@link Link} as it is kept. */
@Entity
@Table(name = "links")
class LinkRow {
  /** For queries in SQL: a newer version may have added columns, which {@code *} would choke on. */
  static final String COLUMNS =
      """
      incident_id, organization_id, integration_id, datadog_uuid, opened_at, mark, twins,
      their_modified, closed, live, busy_until, busy_by
      """;

  private static final TypeReference<Map<Field, Twin>> TWINS = new TypeReference<>() {};

  @Id
  @Column(name = "incident_id")
  UUID incidentId;

  @Column(name = "organization_id")
  UUID organizationId;

  @Column(name = "integration_id")
  UUID integrationId;

  @Column(name = "datadog_uuid")
  String datadogUuid;

  @Column(name = "opened_at")
  Instant openedAt;

  String mark;

  String twins;

  @Column(name = "their_modified")
  @Nullable Instant theirModified;

  boolean closed;

  /** It goes on in Datadog, as far as we know. */
  boolean live;

  @Column(name = "busy_until")
  Instant busyUntil = Instant.EPOCH;

  /** The process that makes a call for it. */
  @Column(name = "busy_by")
  @Nullable UUID busyBy;

  @SuppressWarnings("NullAway.Init") // Hibernate fills it
  protected LinkRow() {}

  LinkRow(Link link) {
    incidentId = link.incidentId();
    organizationId = link.organizationId();
    integrationId = link.integrationId();
    openedAt = link.openedAt();
    mark = link.mark();
    datadogUuid = link.datadogUuid();
    twins = json(link.twins());
    take(link);
  }

  /** Takes over what can change about a link. */
  final void take(Link link) {
    mark = link.mark();
    datadogUuid = link.datadogUuid();
    twins = json(link.twins());
    theirModified = link.modified();
    closed = link.closed();
    live = link.isLiveThere();
  }

  Link link() {
    return new Link(
        incidentId,
        organizationId,
        integrationId,
        datadogUuid,
        openedAt,
        mark,
        read(twins),
        theirModified,
        closed);
  }

  private static String json(Map<Field, Twin> twins) {
    try {
      return EventCodec.mapper().writeValueAsString(twins);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the fields of a link must be writable", e);
    }
  }

  private static Map<Field, Twin> read(String json) {
    try {
      return EventCodec.mapper().readValue(json, TWINS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the fields of a link must be readable", e);
    }
  }
}
