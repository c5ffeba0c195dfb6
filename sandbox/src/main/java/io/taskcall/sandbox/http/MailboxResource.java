package io.taskcall.sandbox.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskcall.sandbox.domain.mail.Mailbox;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everybody's mail for whoever wants to see it. */
@Path("/api/mailbox")
@Produces(MediaType.APPLICATION_JSON)
public class MailboxResource {
  private final Mailbox mailbox;
  private final ObjectMapper json;

  MailboxResource(Mailbox mailbox, ObjectMapper json) {
    this.mailbox = mailbox;
    this.json = json;
  }

  /** Newest first; written mail by mail, since there may be very many. */
  @GET
  public StreamingOutput list(
      @QueryParam("to") @Nullable String to,
      @QueryParam("limit") @DefaultValue("2147483647") int limit) {
    return out -> {
      try (var generator = json.createGenerator(out)) {
        generator.writeStartArray();
        mailbox.read(Optional.ofNullable(to), limit, entry -> write(entry, generator));
        generator.writeEndArray();
      }
    };
  }

  @GET
  @Path("/count")
  public Mailbox.Count count() {
    return mailbox.count();
  }

  @DELETE
  public void clear() {
    mailbox.clear();
  }

  private static void write(Mailbox.Entry mail, JsonGenerator json) {
    try {
      json.writeStartObject();
      json.writeStringField("id", Long.toString(mail.id()));
      json.writeStringField("to", mail.to());
      json.writeStringField("subject", mail.subject());
      json.writeStringField("text", mail.text());
      if (mail.html() != null) {
        json.writeStringField("html", mail.html());
      }
      json.writeStringField("receivedAt", mail.receivedAt().toString());
      json.writeNumberField(
          "receivedAtMicros", ChronoUnit.MICROS.between(Instant.EPOCH, mail.receivedAt()));
      json.writeStringField("messageId", mail.messageId());
      json.writeNumberField("copies", mail.copies());
      json.writeEndObject();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
