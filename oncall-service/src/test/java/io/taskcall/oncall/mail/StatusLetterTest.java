package io.taskcall.oncall.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.oncall.domain.link.SecretLinks;
import io.taskcall.oncall.domain.status.Notice;
import io.taskcall.oncall.postgres.Letters;
import io.vertx.ext.mail.MailMessage;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StatusLetterTest {
  private static final URI FRONT = URI.create("https://taskcall.example/");

  @Test
  void subscriber_is_told_what_was_said_and_how_to_be_told_no_more() {
    var update =
        new Notice.Update(
            "Nobody\r\ncan pay",
            "open",
            List.of("Shop", "Checkout"),
            "We know\nwhat it is.\u0007",
            Instant.parse("2026-03-01T12:00:00Z"));
    var letter = letter(Notice.telling("Our shop\nBcc: eve@example.com", update));
    assertThat(letter.getSubject()).isEqualTo("Our shop Bcc: eve@example.com: Nobody can pay");
    assertThat(letter.getText())
        .contains("We know\nwhat it is.\n", "Affected   Shop, Checkout")
        .contains("https://taskcall.example/status/unsubscribe/")
        .doesNotContain("/confirm/");
    assertThat(letter.getHeaders().get("List-Unsubscribe"))
        .startsWith("<https://taskcall.example/status/unsubscribe/");
  }

  @Test
  void dashboard_without_titles_names_services_only() {
    var update = new Notice.Update("", "open", List.of("Shop"), "On it.", Instant.EPOCH);
    assertThat(letter(Notice.telling("Ours", update)).getSubject()).isEqualTo("Ours: Shop");
  }

  @Test
  void address_is_asked_before_it_is_told_anything() {
    var letter = letter(Notice.asking("Ours"));
    assertThat(letter.getText())
        .contains("https://taskcall.example/status/confirm/")
        .doesNotContain("/unsubscribe/");
  }

  private static MailMessage letter(Notice notice) {
    var content = new Letters.Content.ToSubscriber(new UUID(0, 2), notice);
    return StatusLetter.of(content, FRONT, new SecretLinks(new byte[32]));
  }
}
