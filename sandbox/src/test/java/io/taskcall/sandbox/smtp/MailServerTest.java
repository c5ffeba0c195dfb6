package io.taskcall.sandbox.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.sandbox.Http;
import io.taskcall.sandbox.Sandbox;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.time.Instant;
import java.util.Properties;
import java.util.stream.StreamSupport;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MailServerTest {
  @TestHTTPResource("/")
  URI uri;

  @Inject MailServer server;

  private Sandbox sandbox;
  private Http http;

  @BeforeEach
  void connect() {
    sandbox = Sandbox.at(uri);
    http = sandbox.http();
  }

  @Test
  void mail_shows_both_its_texts_and_when_it_came() throws MessagingException {
    var before = Instant.now();
    send("Größe: [P1] 日本", "<m1@taskcall>", "ana@demo.example");
    var mail = http.get("/api/mailbox").json().get(0);
    assertThat(mail.path("to").asText()).isEqualTo("ana@demo.example");
    assertThat(mail.path("subject").asText()).isEqualTo("Größe: [P1] 日本");
    assertThat(mail.path("text").asText()).isEqualTo("plain — text");
    assertThat(mail.path("html").asText()).isEqualTo("<p>rich — text</p>");
    assertThat(mail.path("messageId").asText()).isEqualTo("<m1@taskcall>");
    assertThat(mail.path("copies").asInt()).isEqualTo(1);
    assertThat(mail.path("id").isTextual()).isTrue();
    var received = Instant.parse(mail.path("receivedAt").asText());
    assertThat(received).isBetween(before, Instant.now());
    assertThat(mail.path("receivedAtMicros").asLong() / 1000).isEqualTo(received.toEpochMilli());
  }

  @Test
  void newest_mail_comes_first_and_the_list_can_be_narrowed() throws MessagingException {
    send("one", "<1@x>", "ana@demo.example");
    send("two", "<2@x>", "ben@demo.example");
    send("three", "<3@x>", "ana@demo.example");
    assertThat(subjects("/api/mailbox")).containsExactly("three", "two", "one");
    assertThat(subjects("/api/mailbox?to=ANA@demo.example&limit=1")).containsExactly("three");
    assertThat(http.send("DELETE", "/api/mailbox", null).status()).isEqualTo(204);
    assertThat(subjects("/api/mailbox")).isEmpty();
  }

  @Test
  void second_copy_of_a_mail_is_counted_and_not_shown() throws MessagingException {
    send("page", "<same@x>", "ana@demo.example");
    send("page", "<same@x>", "ana@demo.example");
    send("page", "<same@x>", "ben@demo.example");
    var mails = http.get("/api/mailbox").json();
    assertThat(mails).hasSize(2);
    assertThat(mails.get(1).path("copies").asInt()).isEqualTo(2);
    assertThat(http.get("/api/mailbox/count").text()).isEqualTo("{\"mails\":2,\"received\":3}");
  }

  @Test
  void refusing_server_refuses_with_the_code_it_was_given() {
    sandbox.set("mailRefuseWith", 451);
    var refused =
        catchThrowableOfType(
            SMTPSendFailedException.class, () -> send("no", "<no@x>", "ana@demo.example"));
    assertThat(refused.getReturnCode()).isEqualTo(451);
    assertThat(http.get("/api/mailbox").json()).isEmpty();
  }

  @Test
  void dropped_line_leaves_the_sender_in_doubt_though_the_mail_came() {
    sandbox.set("mailDropAfterData", true);
    assertThatThrownBy(() -> send("doubt", "<doubt@x>", "ana@demo.example"))
        .isInstanceOf(MessagingException.class);
    assertThat(http.get("/api/mailbox/count").text()).isEqualTo("{\"mails\":1,\"received\":1}");
  }

  @Test
  void slow_server_is_slow() throws MessagingException {
    sandbox.set("mailDelayMillis", 300);
    var started = System.nanoTime();
    send("slow", "<slow@x>", "ana@demo.example");
    assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(300_000_000L);
  }

  @Test
  void sandbox_is_ready_when_its_mail_server_is() {
    var health = http.get("/q/health/ready");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.text()).contains("smtp", "UP");
  }

  private Iterable<String> subjects(String path) {
    return StreamSupport.stream(http.get(path).json().spliterator(), false)
        .map(mail -> mail.path("subject").asText())
        .toList();
  }

  private void send(String subject, String messageId, String to) throws MessagingException {
    var properties = new Properties();
    properties.put("mail.smtp.host", "127.0.0.1");
    properties.put("mail.smtp.port", Integer.toString(server.port()));
    var text = new MimeBodyPart();
    text.setText("plain — text", "UTF-8");
    var html = new MimeBodyPart();
    html.setText("<p>rich — text</p>", "UTF-8", "html");
    var message =
        new MimeMessage(Session.getInstance(properties)) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
          }
        };
    message.setFrom("taskcall@demo.example");
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    message.setSubject(subject, "UTF-8");
    message.setContent(new MimeMultipart("alternative", text, html));
    Transport.send(message);
  }
}
