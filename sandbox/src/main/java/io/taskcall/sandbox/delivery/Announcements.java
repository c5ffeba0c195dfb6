package io.taskcall.sandbox.delivery;

import io.taskcall.sandbox.domain.incident.IncidentNotice;
import io.taskcall.sandbox.domain.monitor.MonitorNotice;
import io.taskcall.sandbox.domain.webhook.Event;
import io.taskcall.sandbox.domain.webhook.EventIds;
import io.taskcall.sandbox.domain.webhook.Organization;
import io.taskcall.sandbox.domain.webhook.Template;
import io.taskcall.sandbox.domain.webhook.Variables;
import io.taskcall.sandbox.domain.webhook.Webhook;
import io.taskcall.sandbox.memory.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Turns what happened in the sandbox's Datadog into webhooks. */
@ApplicationScoped
public class Announcements {
  private final AtomicLong lastId = new AtomicLong();
  private final Webhooks webhooks;
  private final DeliveryQueue queue;
  private final EventIds eventIds;
  private final FormBody formBody;

  Announcements(Webhooks webhooks, DeliveryQueue queue, EventIds eventIds, FormBody formBody) {
    this.webhooks = webhooks;
    this.queue = queue;
    this.eventIds = eventIds;
    this.formBody = formBody;
  }

  /** To every webhook that the monitor's message names. */
  public void announce(MonitorNotice notice) {
    for (var name : notice.monitor().webhooks()) {
      send(name, notice.eventId(), notice.title(), notice.variables(), notice.at());
    }
  }

  /** By a notification rule that calls TaskCall's webhook. */
  public void announce(IncidentNotice notice) {
    var at = notice.incident().history().modified();
    var eventId = eventIds.next(at);
    var title = "IR-" + notice.incident().number() + ": " + notice.message();
    send(Webhooks.TASKCALL, eventId, title, notice.variables(eventId, Webhooks.TASKCALL), at);
  }

  /** An event that somebody posted, to the webhooks that its text names. */
  public void announce(Event event, List<String> names) {
    var variables = Variables.of(event, Organization.SANDBOX);
    names.forEach(name -> send(name, event.id(), event.title(), variables, event.at()));
  }

  private void send(String name, String eventId, String title, Variables variables, Instant at) {
    webhooks
        .find(name)
        .map(webhook -> request(webhook, variables))
        .map(request ->
            new Delivery(
                lastId.incrementAndGet(),
                eventId,
                title,
                request,
                at,
                Delivery.Outcome.QUEUED,
                List.of()))
        .ifPresent(queue::add);
  }

  private Delivery.Request request(Webhook webhook, Variables variables) {
    var payload = new Template(webhook.payload()).toJson(variables);
    var headers =
        webhook.customHeaders() == null
            ? ""
            : new Template(webhook.customHeaders()).toJson(variables);
    var url = new Template(webhook.url()).toText(variables);
    return switch (webhook.encoding()) {
      case JSON ->
          new Delivery.Request(
              webhook.name(), url, "application/json; charset=utf-8", headers, payload);
      case FORM ->
          new Delivery.Request(
              webhook.name(),
              url,
              "application/x-www-form-urlencoded",
              headers,
              formBody.encode(payload));
    };
  }
}
