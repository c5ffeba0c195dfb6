package io.taskcall.oncall.mail;

import io.smallrye.mutiny.Uni;
import io.taskcall.contracts.PageEvent.Channel;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.page.Sending;
import io.taskcall.oncall.sending.Carrier;
import io.taskcall.oncall.sending.Message;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Hands mails over to the mail server, on connections that are kept. */
@ApplicationScoped
class Mailer implements Carrier {
  private static final int PERMANENT = 500;
  private static final int REASON_MAX = 500;

  private final OncallConfig config;
  private final MailClient client;

  Mailer(Vertx vertx, OncallConfig config) {
    this.config = config;
    this.client = MailClient.create(vertx, mailConfig(config));
  }

  @Override
  public boolean carries(Channel channel) {
    return channel == Channel.EMAIL;
  }

  @Override
  public boolean isSetUp() {
    return true;
  }

  @Override
  public Uni<Sending> send(Message message) {
    return Uni.createFrom()
        .item(() ->
            switch (message) {
              case Message.OfPage of -> Letter.of(of, config.publicUrl());
              case Message.OfCode of -> Letter.of(of, config.publicUrl());
            })
        .flatMap(this::send)
        .onFailure()
        .recoverWithItem(Mailer::failed);
  }

  /** Tries once to send any mail; it never fails, it says what came of it. */
  Uni<Sending> hand(MailMessage message, String messageId) {
    return send(message.setFrom(config.mail().from()), messageId)
        .onFailure()
        .recoverWithItem(Mailer::failed);
  }

  private Uni<Sending> send(Letter letter) {
    var message =
        new MailMessage()
            .setFrom(config.mail().from())
            .setTo(letter.to())
            .setSubject(letter.subject())
            .setText(letter.text())
            .setHtml(letter.html())
            .addHeader("Message-ID", letter.messageId())
            .addHeader("Auto-Submitted", "auto-generated");
    return send(message, letter.messageId());
  }

  private Uni<Sending> send(MailMessage message, String messageId) {
    message.setSubject(Subject.encoded(message.getSubject()));
    return Uni.createFrom()
        .completionStage(() ->
            client
                .sendMail(message)
                .timeout(config.mail().timeout().toMillis(), TimeUnit.MILLISECONDS)
                .toCompletionStage())
        .map(_ -> new Sending.Accepted(messageId));
  }

  /** Only a refusal of this very recipient is final; a server that is not well may get better. */
  private static Sending failed(Throwable failure) {
    var reason = reason(failure);
    return failure instanceof SMTPException smtp
            && smtp.getReplyCode() >= PERMANENT
            && smtp.getMessage() != null
            && smtp.getMessage().startsWith("recipient address not accepted")
        ? new Sending.Refused(reason)
        : new Sending.Unavailable(reason);
  }

  private static String reason(Throwable failure) {
    var text = Letter.oneLine(String.valueOf(failure.getMessage()));
    return text.length() > REASON_MAX ? text.substring(0, REASON_MAX) : text;
  }

  /**
   * A connection on which nothing moves for as long as a mail may take is given up. Otherwise a
   * server that hangs would keep every connection for good, and mails that were given up long ago
   * would still leave once it lets go.
   */
  static MailConfig mailConfig(OncallConfig config) {
    var smtp = config.smtp();
    int patience = (int) config.mail().timeout().toMillis();
    var mail =
        new MailConfig()
            .setHostname(smtp.host())
            .setPort(smtp.port())
            .setSsl(smtp.tls())
            .setStarttls(StartTLSOptions.valueOf(smtp.startTls().toUpperCase(Locale.ROOT)))
            .setMaxPoolSize(config.mail().connections())
            .setKeepAlive(true)
            .setPipelining(true)
            .setConnectTimeout(patience)
            .setIdleTimeout(patience)
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    mail.setLogin(smtp.username().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED);
    smtp.username().ifPresent(mail::setUsername);
    smtp.password().ifPresent(mail::setPassword);
    return mail;
  }

  @PreDestroy
  void close() {
    client.close();
  }
}
