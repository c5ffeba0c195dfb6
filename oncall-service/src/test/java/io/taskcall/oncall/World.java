package io.taskcall.oncall;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.taskcall.codec.EventRecords;
import io.taskcall.codec.TraceParent;
import io.taskcall.contracts.AlertChange;
import io.taskcall.contracts.AlertDetails;
import io.taskcall.contracts.AlertRef;
import io.taskcall.contracts.DatadogChange;
import io.taskcall.contracts.Event;
import io.taskcall.contracts.Fingerprint;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.IncidentSnapshot;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.MemberEvent;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.Infra;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The rest of TaskCall, as far as the service can tell. */
final class World {
  static final UUID DEMO = Ids.derive("organization", "demo");
  static final String TOKEN = "tc_0123456789012345678901234567890123456789012";
  private static final UUID INTEGRATION = Ids.derive("integration", DEMO, "Datadog");

  private static final KafkaProducer<String, byte[]> PRODUCER =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", Infra.kafka(), "acks", "all"),
          new StringSerializer(),
          new ByteArraySerializer());

  static {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  private World() {}

  static void people() {
    member("Ana Silva", "ana@demo.example", List.of(key(TOKEN)));
    member("Ben Okoro", "ben@demo.example", List.of());
    member("Gwen Left", "gone@demo.example", List.of());
  }

  private static void member(String name, String email, List<MemberEvent.ApiKey> keys) {
    var user = Ids.derive("user", DEMO, email);
    say(
        new MemberEvent.Saved(
            Ids.derive("member.saved", user),
            Instant.now(),
            user,
            DEMO,
            "Demo",
            name,
            email,
            MemberEvent.Role.OWNER,
            keys));
  }

  private static MemberEvent.ApiKey key(String token) {
    return new MemberEvent.ApiKey(Ids.derive("key", token), "test", Ids.sha256(token), null);
  }

  static void say(Event event) {
    say(EventRecords.of(event, "test", TraceParent.startingAt(event.id())));
  }

  static void say(ProducerRecord<String, byte[]> record) {
    try {
      PRODUCER.send(record).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what is lost shows in what arrives
  static void sayWithoutWaiting(Event event) {
    PRODUCER.send(EventRecords.of(event, "test", TraceParent.startingAt(event.id())));
  }

  /** Says something on a topic as nobody of ours would. */
  static void sayRaw(Topic topic, String key, String value) {
    say(new ProducerRecord<>(topic.wireName(), key, value.getBytes(StandardCharsets.UTF_8)));
  }

  /** One alert in its life. */
  record Alert(String service, String title) {
    AlertRef ref() {
      return new AlertRef(
          Fingerprint.of(DEMO, INTEGRATION, title),
          DEMO,
          INTEGRATION,
          Ids.derive("service", DEMO, service));
    }

    UUID opening() {
      return Ids.derive("opening", title);
    }

    String incident() {
      return Ids.derive("incident", opening()).toString();
    }

    AlertDetails details(Priority priority) {
      return new AlertDetails(
          new Origin.DatadogMonitor("1", List.of(), null, null),
          title,
          "Something <b>broke</b>",
          priority,
          List.of(),
          null,
          "https://example.com/monitor/1",
          null,
          false);
    }

    AlertChange.Opened testing() {
      var really = details(Priority.P1);
      var details =
          new AlertDetails(
              really.origin(),
              really.title(),
              really.text(),
              really.priority(),
              really.tags(),
              null,
              really.link(),
              null,
              true);
      return new AlertChange.Opened(
          Ids.derive("opened", title), ref(), opening(), Instant.now(), Level.ALERT, details);
    }

    DatadogChange.LinkRef link() {
      var uuid = Ids.derive("datadog", title).toString();
      return new DatadogChange.LinkRef(UUID.fromString(incident()), DEMO, INTEGRATION, uuid);
    }

    DatadogChange inDatadog(String word, IncidentSnapshot.Status status) {
      return new DatadogChange.StatusChanged(
          Ids.derive("datadog", title, word), Instant.now(), link(), "Eve", word, status, null);
    }

    DatadogChange inDatadog(String severity, Priority priority) {
      return new DatadogChange.SeverityChanged(
          Ids.derive("datadog", title, severity),
          Instant.now(),
          link(),
          "Eve",
          severity,
          priority,
          null);
    }

    DatadogChange reopened(int time) {
      return new DatadogChange.Reopened(
          reopening(time),
          Instant.now(),
          link(),
          "Eve",
          "active",
          IncidentSnapshot.Status.OPEN,
          title,
          Priority.P2);
    }

    private UUID reopening(int time) {
      return Ids.derive("reopened", title, time);
    }

    String afterReopening(int time) {
      return Ids.derive("incident", reopening(time)).toString();
    }

    DatadogChange contested() {
      return new DatadogChange.ConflictDecided(
          Ids.derive("contested", title),
          Instant.now(),
          link(),
          "Eve",
          DatadogChange.Field.PRIORITY,
          "P2",
          "SEV-1",
          DatadogChange.Side.DATADOG,
          "it is later");
    }

    AlertChange.Opened opened() {
      return new AlertChange.Opened(
          Ids.derive("opened", title),
          ref(),
          opening(),
          Instant.now(),
          Level.ALERT,
          details(Priority.P1));
    }

    AlertChange.Repeated repeated(int count) {
      return new AlertChange.Repeated(
          Ids.derive("repeated", title, count), ref(), opening(), Instant.now(), count);
    }

    AlertChange.Worsened worsened() {
      return new AlertChange.Worsened(
          Ids.derive("worsened", title),
          ref(),
          opening(),
          Instant.now(),
          Level.ALERT,
          details(Priority.P1));
    }

    AlertChange.Recovered recovered() {
      return new AlertChange.Recovered(
          Ids.derive("recovered", title), ref(), opening(), Instant.now(), 2, null);
    }
  }

  static RequestSpecification api() {
    return RestAssured.given().header("Authorization", "Bearer " + TOKEN);
  }

  static Response incident(Alert alert) {
    return api().get("/api/v1/incidents/" + alert.incident());
  }

  /** What its timeline says, in order. */
  static List<String> timeline(Alert alert) {
    return api()
        .get("/api/v1/incidents/" + alert.incident() + "/timeline")
        .jsonPath()
        .getList("items.text");
  }

  /**
   * Whether nobody was asked after it was acknowledged. On a machine that has much to do, the next
   * level may have been asked before, and rightly.
   */
  static boolean isLeftAloneOnceAcknowledged(Alert alert) {
    var timeline = timeline(alert);
    int acknowledged = timeline.indexOf("Acknowledged");
    return acknowledged >= 0
        && timeline.subList(acknowledged, timeline.size()).stream()
            .noneMatch(text -> text.startsWith("Escalated") || text.startsWith("To be paged"));
  }

  static void awaitReady() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
  }

  static String status(Alert alert) {
    var response = incident(alert);
    return response.statusCode() == 200 ? response.jsonPath().getString("status") : "none";
  }
}
