package io.taskcall.oncall.sending;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.taskcall.oncall.OncallConfig;
import io.taskcall.oncall.domain.page.Backoff;
import io.taskcall.oncall.domain.page.Bundling;
import io.taskcall.oncall.domain.page.Lane;
import io.taskcall.oncall.domain.page.PagesWaiting;
import io.taskcall.oncall.postgres.Pages;
import io.taskcall.oncall.postgres.SignedLinks;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends pages, in each lane on its own: at once when some were committed here, and by a timer for
 * those of others, those to be tried again, and those that become due.
 */
@ApplicationScoped
class Lanes {
  private static final Logger LOG = Logger.getLogger(Lanes.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final Pages pages;
  private final Vertx vertx;
  private final String owner;
  private final Map<Lane, PageSender> senders = new EnumMap<>(Lane.class);

  Lanes(
      Pages pages,
      Carriers carriers,
      SignedLinks links,
      Vertx vertx,
      OncallConfig config,
      @ConfigProperty(name = "quarkus.http.port") int port) {
    this.pages = pages;
    this.vertx = vertx;
    this.owner = host() + ":" + port;
    var backoff = new Backoff(config.mail().retryFirst(), config.mail().retryLongest());
    var bundling = new Bundling(config.bundle().window(), config.bundle().longest());
    for (var lane : Lane.values()) {
      var limit = Optional.ofNullable(config.perSecond().get(lane));
      var pace = limit.map(most -> new Pace(most, Instant.now())).orElseGet(Pace::unlimited);
      var manner =
          switch (lane) {
            case MAIL ->
                new PageSender.Manner(
                    config.mail().connections(), config.mail().timeout(), backoff, bundling, pace);
            case PHONE, CHAT, WEB ->
                new PageSender.Manner(
                    config.channels().connections(),
                    config.channels().timeout(),
                    backoff,
                    bundling,
                    pace);
          };
      senders.put(lane, new PageSender(pages, carriers, links, lane, manner, owner));
    }
  }

  /** A process of this name that died left its claims behind: nobody is sending those. */
  void start(@Observes StartupEvent event) {
    pages
        .release(owner)
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.warn("claims of an earlier process stay until they end", failure);
          return 0;
        })
        .subscribe()
        .with(_ ->
            vertx.setPeriodic(
                LOOK_EVERY.toMillis(), _ -> senders.values().forEach(PageSender::wake)));
  }

  void wake(@Observes PagesWaiting waiting) {
    waiting
        .lanes()
        .forEach(lane -> {
          var sender = senders.get(lane);
          if (sender != null) {
            sender.wake();
          }
        });
  }

  void stop(@Observes ShutdownEvent event) {
    senders.values().forEach(PageSender::stop);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      LOG.debug("this machine has no name", e);
      return "localhost";
    }
  }
}
