package io.taskcall.ingest.http;

import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.DeadLetter;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Ids;
import io.taskcall.ingest.domain.Access;
import io.taskcall.ingest.domain.Arrival;
import io.taskcall.ingest.domain.Integration;
import io.taskcall.ingest.domain.Integrations;
import io.taskcall.ingest.domain.Journal;
import io.taskcall.ingest.domain.Journal.Stored;
import io.taskcall.ingest.domain.Outcome;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Understands what was brought, has it stored, and only then says so. */
@Singleton
class Reception {
  private static final Logger LOG = Logger.getLogger(Reception.class);
  private static final int HEADER_MAX = 1_024;

  /** To understand more bytes than this takes long enough to keep others waiting. */
  private static final int LARGE_BYTES = 32 * 1_024;

  /** What helps to understand a dead letter; never a secret. */
  private static final List<String> HEADERS_THAT_MATTER =
      List.of(
          "content-type",
          "content-length",
          "user-agent",
          "traceparent",
          "x-datadog-trace-id",
          "x-datadog-parent-id",
          "x-request-id");

  private final Integrations integrations;
  private final Journal journal;
  private final Vertx vertx;

  Reception(Integrations integrations, Journal journal, Vertx vertx) {
    this.integrations = integrations;
    this.journal = journal;
    this.vertx = vertx;
  }

  /** Short ones at once; long ones, which may hold hundreds of alerts, apart from all others. */
  void receive(Visit visit) {
    if (visit.body().length <= LARGE_BYTES) {
      answered(visit);
      return;
    }
    vertx.executeBlocking(
        () -> {
          answered(visit);
          return visit;
        },
        false);
  }

  /** Nobody leaves without an answer. */
  private void answered(Visit visit) {
    try {
      listen(visit);
    } catch (RuntimeException e) {
      LOG.errorf(e, "a request to %s failed", visit.door().path());
      visit.refuse(Refusal.NOT_STORED);
    }
  }

  private void listen(Visit visit) {
    var body = Body.of(visit.body(), visit.request().getHeader("content-type"));
    var integration = visit.integration();
    if (integration != null) {
      understand(visit, integration, body);
      return;
    }
    var key = RoutingKey.in(body, visit.body());
    if (key == null) {
      visit.refuse(Refusal.notUnderstood(RoutingKey.missing(body)));
      return;
    }
    switch (integrations.access(key, visit.door().tool(), Instant.now())) {
      case Access.Granted(var granted) -> understand(visit, granted, body);
      case Access.Gone() -> visit.refuse(Refusal.GONE);
      case Access.Unknown() -> visit.refuse(Refusal.UNKNOWN_KEY);
      case Access.NotYetKnown() -> visit.refuse(Refusal.NOT_YET_KNOWN);
    }
  }

  private void understand(Visit visit, Integration integration, Body body) {
    switch (body) {
      case Body.Unreadable(var reason) -> bury(visit, integration, reason);
      case Body.Named(var fields) -> {
        var arrival =
            new Arrival(integration, fields, Instant.now(), () -> BodyHash.of(visit.body()));
        switch (visit.door().source().read(arrival)) {
          case Outcome.Rejected rejected -> bury(visit, integration, rejected.reason());
          case Outcome.Understood(var events) -> take(visit, integration, events, List.of());
          case Outcome.Partly partly -> {
            var rest = letter(visit, integration, partly.reason());
            take(visit, integration, partly.events(), List.of(rest));
          }
        }
      }
    }
  }

  private void take(
      Visit visit, Integration integration, List<AlertEvent> events, List<DeadLetter> rest) {
    var reply = visit.door().manners().accepted(events);
    if (integration.paused()) {
      visit.answer(reply);
    } else {
      store(visit, Stream.concat(events.stream(), rest.stream()).toList(), reply);
    }
  }

  /** What is not understood is kept, whole but for a key, before its sender hears so. */
  private void bury(Visit visit, Integration integration, String reason) {
    store(
        visit,
        List.of(letter(visit, integration, reason)),
        visit.door().manners().refused(Refusal.notUnderstood(reason)));
  }

  private static DeadLetter letter(Visit visit, Integration integration, String reason) {
    return new DeadLetter.Delivery(
        Ids.derive("dead-letter", integration.id(), BodyHash.of(visit.body())),
        Instant.now(),
        integration.id(),
        integration.organizationId(),
        visit.door().path(),
        headersThatMatter(visit.request().headers()),
        reason,
        RoutingKey.without(visit.body()));
  }

  private void store(Visit visit, List<? extends Event> events, Reply reply) {
    Context eventLoop = vertx.getOrCreateContext();
    journal.store(
        events,
        visit.request().getHeader("traceparent"),
        stored -> eventLoop.runOnContext(_ -> answer(visit, stored, reply)));
  }

  private static void answer(Visit visit, Stored stored, Reply reply) {
    switch (stored) {
      case Stored.Safely() -> visit.answer(reply);
      case Stored.NotSafely(var reason) -> {
        LOG.debugf("not stored: %s", reason);
        visit.refuse(Refusal.NOT_STORED);
      }
    }
  }

  private static Map<String, String> headersThatMatter(MultiMap headers) {
    var kept = new HashMap<String, String>();
    for (var name : HEADERS_THAT_MATTER) {
      @Nullable String value = headers.get(name);
      if (value != null) {
        kept.put(name, value.substring(0, Math.min(value.length(), HEADER_MAX)));
      }
    }
    return kept;
  }
}
