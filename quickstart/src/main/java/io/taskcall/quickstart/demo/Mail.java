package io.taskcall.quickstart.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** A page as it lies in the sandbox's mailbox. */
record Mail(String to, String subject, String text, Instant receivedAt) {
  static Mail of(JsonNode mail) {
    return new Mail(
        mail.path("to").asText(),
        mail.path("subject").asText(),
        mail.path("text").asText(),
        Instant.parse(mail.path("receivedAt").asText()));
  }

  boolean isAbout(String title) {
    return subject.contains(title) || text.contains(title);
  }
}
