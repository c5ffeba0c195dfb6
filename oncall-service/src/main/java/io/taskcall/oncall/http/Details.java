package io.taskcall.oncall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.PageEvent;
import io.taskcall.contracts.Priority;
import io.taskcall.contracts.Responder;
import io.taskcall.oncall.domain.incident.Alert;
import io.taskcall.oncall.postgres.IncidentQueries;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the API shows of an incident's parts. */
public final class Details {
  private Details() {}

  /** An alert of an incident. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record AlertBody(
      Fingerprint fingerprint,
      UUID integrationId,
      Origin origin,
      String title,
      @Nullable String text,
      @Nullable String link,
      @Nullable Priority priority,
      Level level,
      String status,
      int count) {
    static AlertBody of(Alert alert) {
      var details = alert.details();
      return new AlertBody(
          alert.ref().fingerprint(),
          alert.ref().integrationId(),
          details.origin(),
          details.title(),
          details.text(),
          details.link(),
          details.priority(),
          alert.level(),
          alert.over() ? "recovered" : "firing",
          alert.count());
    }
  }

  /** A page of an incident. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record PageBody(
      UUID id,
      Responder responder,
      PageEvent.Channel channel,
      int level,
      String reason,
      String status,
      int attempts,
      Instant dueAt,
      @Nullable Instant finishedAt,
      @Nullable String messageId,
      @Nullable String problem) {
    static PageBody of(IncidentQueries.PageStatus page) {
      var ref = page.ref();
      return new PageBody(
          ref.pageId(),
          ref.responder(),
          ref.channel(),
          ref.level(),
          page.reason().name().toLowerCase(Locale.ROOT),
          page.state(),
          page.attempts(),
          page.due(),
          page.finishedAt(),
          page.messageId(),
          page.problem());
    }
  }

  /** Something that happened to an incident. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record EntryBody(UUID id, Instant at, String type, @Nullable JsonNode by, String text) {
    static EntryBody of(IncidentQueries.Entry entry) {
      return new EntryBody(entry.id(), entry.at(), entry.type(), entry.by(), entry.text());
    }
  }
}
