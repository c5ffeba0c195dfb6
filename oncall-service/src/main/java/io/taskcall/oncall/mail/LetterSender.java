package io.taskcall.oncall.mail;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.link.SecretLinks;
import io.taskcall.oncall.domain.page.Backoff;
import io.taskcall.oncall.domain.schedule.HandoffNotice;
import io.taskcall.oncall.postgres.Letters;
import io.taskcall.oncall.postgres.SecretUrls;
import io.taskcall.oncall.sending.Worker;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends what subscribers are written, and people about their duties. Pages come first: these mails
 * wait a second, and few are sent at once. One that was sent by a sender who died before writing
 * that down is sent again under the same Message-ID.
 */
@ApplicationScoped
class LetterSender {
  private static final Logger LOG = Logger.getLogger(LetterSender.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration FORGET_EVERY = Duration.ofHours(1);
  private static final int AT_ONCE = 4;
  private static final int BATCH = 40;
  private static final Duration WRITE_MAX = Duration.ofMinutes(1);

  private final Letters letters;
  private final SecretUrls urls;
  private final Mailer mailer;
  private final Vertx vertx;
  private final OncallConfig config;
  private final Backoff backoff;
  private final Worker worker = new Worker(this::turn);
  private volatile boolean stopped;

  LetterSender(Letters letters, SecretUrls urls, Mailer mailer, Vertx vertx, OncallConfig config) {
    this.letters = letters;
    this.urls = urls;
    this.mailer = mailer;
    this.vertx = vertx;
    this.config = config;
    this.backoff = new Backoff(config.mail().retryFirst(), config.mail().retryLongest());
  }

  void start(@Observes StartupEvent event) {
    vertx.setPeriodic(LOOK_EVERY.toMillis(), _ -> worker.wake());
    vertx.setPeriodic(FORGET_EVERY.toMillis(), _ -> forget());
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
  }

  private void forget() {
    letters
        .forget(Instant.now())
        .subscribe()
        .with(_ -> {}, failure -> LOG.warn("old subscriptions are forgotten later", failure));
  }

  /** Claims, sends and writes down one batch; true if there may be more. */
  private Uni<Boolean> turn() {
    if (stopped) {
      return Uni.createFrom().item(false);
    }
    var lease = config.mail().timeout().multipliedBy(BATCH / AT_ONCE).plus(WRITE_MAX);
    return letters
        .claim(BATCH, lease, Instant.now())
        .flatMap(claimed -> send(claimed).replaceWith(claimed.size() == BATCH))
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.warnf("subscribers cannot be written to now, and will be later: %s", failure);
          return false;
        });
  }

  private Uni<Void> send(List<Letters.Claimed> claimed) {
    return Multi.createFrom()
        .iterable(claimed)
        .onItem()
        .transformToUni(this::sendOne)
        .merge(AT_ONCE)
        .collect()
        .asList()
        .replaceWithVoid();
  }

  private Uni<Void> sendOne(Letters.Claimed letter) {
    return urls.links()
        .map(links -> written(letter.content(), links))
        .flatMap(message -> {
          var id = Letter.messageId(letter.id(), config.publicUrl());
          message
              .setTo(letter.email())
              .addHeader("Message-ID", id)
              .addHeader("Auto-Submitted", "auto-generated");
          return mailer.hand(message, id);
        })
        .flatMap(result -> letters.finish(letter, result, backoff, Instant.now()));
  }

  private MailMessage written(Letters.Content content, SecretLinks links) {
    return switch (content) {
      case Letters.Content.ToSubscriber told -> StatusLetter.of(told, config.publicUrl(), links);
      case Letters.Content.ToResponder(HandoffNotice notice) -> DutyLetter.of(notice);
    };
  }
}
