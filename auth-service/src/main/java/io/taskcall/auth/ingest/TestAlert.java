package io.taskcall.auth.ingest;

import io.smallrye.mutiny.Uni;
import io.taskcall.auth.domain.Secret;
import io.taskcall.contracts.IntegrationEvent.Tool;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/**
 * Sends a test alert the way that the tool would, so that the whole way is tested: the URL, its
 * key, and who is on call. It calls ingest-service from here because only that proves the URL.
 */
@ApplicationScoped
public class TestAlert {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Doors doors;
  private final Clock clock;
  private final WebClient client;

  TestAlert(Doors doors, Clock clock, Vertx vertx) {
    this.doors = doors;
    this.clock = clock;
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setFollowRedirects(false)
                .setUserAgent("TaskCall")
                .setConnectTimeout(PATIENCE_MILLIS));
  }

  /** Sends it through the door of a tool. */
  public Uni<Knock> send(Tool tool, Secret key, String integration) {
    return client
        .postAbs(doors.ownUrl(tool, key))
        .timeout(PATIENCE_MILLIS)
        .putHeader("Content-Type", "application/json")
        .sendBuffer(Buffer.buffer(body(tool, integration, clock.instant()).encode()))
        .map(response ->
            response.statusCode() == 202
                ? (Knock) new Knock.Taken()
                : new Knock.Refused(response.statusCode()))
        .onFailure()
        .recoverWithItem(e -> new Knock.Unanswered(e.getClass().getSimpleName()));
  }

  private static JsonObject body(Tool tool, String integration, Instant now) {
    var id = Long.toString(now.toEpochMilli());
    var title = "Test of the integration " + integration;
    return switch (tool) {
      case DATADOG ->
          new JsonObject()
              .put("id", id)
              .put("title", "[Triggered] [TEST] " + title)
              .put("text_msg", "Test notification triggered by TaskCall.")
              .put("date", id)
              .put("event_type", "query_alert_monitor")
              .put(
                  "alert",
                  new JsonObject()
                      .put("id", "taskcall-test")
                      .put("title", title)
                      .put("transition", "Triggered")
                      .put("type", "error")
                      .put("scope", "test:" + id)
                      .put("cycle_key", id));
      case ALERTMANAGER ->
          new JsonObject()
              .put("version", "4")
              .put("status", "firing")
              .put(
                  "alerts",
                  new JsonArray()
                      .add(
                          new JsonObject()
                              .put("status", "firing")
                              .put("fingerprint", "test" + id)
                              .put("startsAt", now.toString())
                              .put("labels", new JsonObject().put("alertname", "TaskCallTest"))
                              .put("annotations", new JsonObject().put("summary", title))));
      case EVENTS_V2 ->
          new JsonObject()
              .put("event_action", "trigger")
              .put("dedup_key", "taskcall-test-" + id)
              .put(
                  "payload",
                  new JsonObject()
                      .put("summary", "[TEST] " + title)
                      .put("source", "TaskCall")
                      .put("severity", "warning"));
    };
  }
}
