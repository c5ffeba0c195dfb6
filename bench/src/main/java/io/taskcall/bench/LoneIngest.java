package io.taskcall.bench;

import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IntegrationEvent;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import io.taskcall.embedded.LocalKafka;
import io.taskcall.embedded.Trees;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The ingest service and the broker that keeps what it accepts, without anybody who works it off:
 * where the services have machines of their own, this is what answers a webhook.
 */
final class LoneIngest implements AutoCloseable {
  private static final UUID ORGANIZATION = Ids.derive("organization", "bench");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String key = UUID.randomUUID().toString().replace("-", "");
  private final Path directory;
  private final LocalKafka kafka;
  private final ServiceProcess ingest;

  private LoneIngest() throws IOException {
    directory = Files.createTempDirectory("taskcall-bench-ingest");
    kafka = LocalKafka.start(directory.resolve("kafka"), 0);
    ingest = ServiceProcess.start("ingest-service", kafka.bootstrapServers(), directory, Map.of());
  }

  /** Starts both and waits until a webhook is let in. */
  static LoneIngest start() throws IOException {
    var lone = new LoneIngest();
    lone.publishIntegration();
    try (var http = HttpClient.newHttpClient()) {
      var webhook =
          HttpRequest.newBuilder(URI.create(lone.door()))
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      Payload.triggered(1, "Ingest bench", System.currentTimeMillis())))
              .build();
      Waiting.until("ingest lets a webhook in", PATIENCE, () -> lone.accepts(http, webhook));
    }
    return lone;
  }

  /** The Integration URL of a Datadog integration. */
  String door() {
    return ingest.url() + "/integrations/datadog/v1/" + key;
  }

  /** What it and the broker have used of the processors so far, in seconds. */
  double processorSeconds() {
    return ingest.processorSeconds() + Processors.seconds(kafka.pid());
  }

  private boolean accepts(HttpClient http, HttpRequest webhook) {
    if (!ingest.isAlive()) {
      throw new IllegalStateException("ingest ended; its log is in " + directory);
    }
    try {
      return http.send(webhook, BodyHandlers.discarding()).statusCode() == 202;
    } catch (IOException e) {
      return false; // it does not listen yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void publishIntegration() {
    var id = UUID.randomUUID();
    var saved =
        new IntegrationEvent.Saved(
            id,
            Instant.now(),
            Ids.derive("integration", ORGANIZATION, "Datadog"),
            ORGANIZATION,
            Ids.derive("service", ORGANIZATION, "checkout"),
            "Datadog",
            Tool.DATADOG,
            State.CREATED,
            List.of(new IntegrationEvent.Key(Ids.sha256(key), null)),
            null);
    try (var sender = new Sender(kafka.bootstrapServers(), "auth-service")) {
      sender.send(saved);
      sender.flush();
    }
  }

  @Override
  public void close() {
    ingest.close();
    kafka.kill();
    Trees.delete(directory);
  }
}
