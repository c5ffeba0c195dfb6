package io.taskcall.auth.mail;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.AuthConfig;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Sends people the links by which they set a password. What a letter says is never logged. */
@ApplicationScoped
public class Letters {
  private static final Logger LOG = Logger.getLogger(Letters.class);

  private final AuthConfig.Mail config;
  private final MailClient client;

  Letters(Vertx vertx, AuthConfig config) {
    this.config = config.mail();
    this.client = MailClient.create(vertx, settings(this.config));
  }

  /** Sends an invitation; false if the mail server did not take it. */
  public Uni<Boolean> invite(String to, String from, String organization, String link) {
    return send(
        to,
        "Join " + organization + " on TaskCall",
        """
        %s invites you to join %s on TaskCall.

        Choose a password here:
        %s

        The link works once, for a week. If you did not expect this, do nothing.
        """
            .formatted(from, organization, link));
  }

  /** Sends the owner of a new organization a link; false if the mail server did not take it. */
  public Uni<Boolean> welcome(String to, String organization, String link) {
    return send(
        to,
        "Welcome to TaskCall",
        """
        Somebody, most likely you, registered %s on TaskCall with this address.

        Confirm that it is yours, and choose a password:
        %s

        The link works once, for a day. If it was not you, do nothing.
        """
            .formatted(organization, link));
  }

  /** Sends a link for a new password; false if the mail server did not take it. */
  public Uni<Boolean> reset(String to, String link) {
    return send(
        to,
        "Your TaskCall password",
        """
        Somebody, most likely you, asked for a new password for TaskCall.

        Choose one here:
        %s

        The link works once, for an hour. If it was not you, do nothing: your password stays.
        """
            .formatted(link));
  }

  private Uni<Boolean> send(String to, String subject, String text) {
    var message =
        new MailMessage()
            .setFrom(config.from())
            .setTo(to)
            .setSubject(subject)
            .setText(text)
            .addHeader("Auto-Submitted", "auto-generated");
    return Uni.createFrom()
        .completionStage(() ->
            client
                .sendMail(message)
                .timeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .toCompletionStage())
        .replaceWith(true)
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.warnf("a letter could not be sent: %s", failure.getClass().getSimpleName());
          return false;
        });
  }

  @PreDestroy
  void close() {
    client.close();
  }

  private static MailConfig settings(AuthConfig.Mail config) {
    var settings =
        new MailConfig()
            .setHostname(config.smtpHost())
            .setPort(config.smtpPort())
            .setSsl(config.smtpTls())
            .setStarttls(StartTLSOptions.valueOf(config.smtpStartTls().toUpperCase(Locale.ROOT)))
            .setMaxPoolSize(2)
            .setConnectTimeout(Math.toIntExact(Duration.ofSeconds(5).toMillis()));
    if (config.smtpUsername().isPresent()) {
      settings
          .setLogin(LoginOption.REQUIRED)
          .setUsername(config.smtpUsername().get())
          .setPassword(config.smtpPassword().orElse(""));
    }
    return settings;
  }
}
