package io.taskcall.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import io.taskcall.embedded.Infra;
import io.taskcall.embedded.KafkaForTests;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More than may wait is told to come again, in words that each sender acts on. */
@QuarkusTest
@TestProfile(OverloadTest.Narrow.class)
@WithTestResource(KafkaForTests.class)
class OverloadTest {
  private static final int WAITING_MAX = 2;
  private static final int BYTES_MAX = 100_000;
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Little room, and much patience with those who take it. */
  public static final class Narrow implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "ingest.waiting-requests-max", Integer.toString(WAITING_MAX),
          "ingest.waiting-bytes-max", Integer.toString(BYTES_MAX),
          "ingest.body-within", "120s");
    }
  }

  @TestHTTPResource("/")
  URI url;

  private Doorbell bell;
  private String datadog;
  private String alertmanager;
  private String events;
  private String eventsKey;

  @BeforeEach
  void open_the_doors() {
    bell = new Doorbell(url, Infra.kafka());
    datadog = "/integrations/datadog/v1/" + open(Tool.DATADOG);
    alertmanager = "/integrations/alertmanager/v1/" + open(Tool.ALERTMANAGER);
    eventsKey = open(Tool.EVENTS_V2);
    events = "/integrations/events/v2/" + eventsKey;
    await().atMost(SOON).until(() -> bell.post(events, "{").statusCode() == 400);
  }

  @AfterEach
  void go_away() {
    bell.close();
  }

  @Test
  void datadog_is_told_503_since_it_sends_nothing_again_after_a_4xx() throws IOException {
    try (var first = lingering(10);
        var second = lingering(10)) {
      assertThat(first.isConnected() && second.isConnected()).isTrue();
      var answer = overloaded(datadog, "{\"title\":\"late\"}", 503);
      assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
      assertThat(answer.body()).contains("\"title\":\"Overloaded\"", "\"status\":503");
    }
    await().atMost(SOON).until(() -> accepted(datadog, "{\"title\":\"room again\"}"));
  }

  @Test
  void alertmanager_and_whoever_pages_pagerduty_are_told_429_and_when_to_come_again()
      throws IOException {
    try (var first = lingering(10);
        var second = lingering(10)) {
      assertThat(first.isConnected() && second.isConnected()).isTrue();
      overloaded(alertmanager, "{}", 429);
      overloaded(events, "{}", 429);
      var answer = overloaded("/v2/enqueue", enqueued(), 429);
      assertThat(answer.body()).contains("\"status\":\"throttle exceeded\"");
    }
    await().atMost(SOON).until(() -> accepted("/v2/enqueue", enqueued()));
  }

  @Test
  void bodies_that_together_are_too_large_to_hold_are_overload_too() throws IOException {
    try (var first = lingering(BYTES_MAX - 1_000)) {
      assertThat(first.isConnected()).isTrue();
      var large = "{\"title\":\"" + "x".repeat(2_000) + "\"}";
      overloaded(datadog, large, 503);
      overloaded(alertmanager, large, 429);
      assertThat(accepted(datadog, "{\"title\":\"small\"}")).isTrue();
    }
    await()
        .atMost(SOON)
        .until(() -> accepted(datadog, "{\"title\":\"" + "x".repeat(2_000) + "\"}"));
  }

  private String open(Tool tool) {
    var key = Doorbell.newKey();
    bell.publish(Doorbell.saved(key, tool, State.CONNECTED, key));
    return key;
  }

  /** Takes room and keeps it: is asked to go on, and sends all of a body but its end. */
  private Socket lingering(int sent) throws IOException {
    var socket = new Socket(url.getHost(), url.getPort());
    socket.setSoTimeout(Math.toIntExact(SOON.toMillis()));
    var head =
        "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n"
            .formatted(datadog, url.getAuthority(), sent + 1);
    var out = socket.getOutputStream();
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
        .isEqualTo("HTTP/1.1 100");
    out.write(" ".repeat(sent).getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }

  /** Asks until those who linger have taken their room. */
  private HttpResponse<String> overloaded(String door, String body, int status) {
    var answer =
        await()
            .pollDelay(Duration.ofMillis(300)) // or we might take the room that they are about to
            .atMost(SOON)
            .until(() -> bell.post(door, body), a -> a.statusCode() == status);
    assertThat(answer.headers().firstValue("retry-after")).hasValue("5");
    return answer;
  }

  private boolean accepted(String door, String body) {
    return bell.post(door, body).statusCode() == 202;
  }

  private String enqueued() {
    return """
    {"routing_key":"%s","event_action":"trigger",
     "payload":{"summary":"late","source":"web-1","severity":"critical"}}
    """
        .formatted(eventsKey);
  }
}
