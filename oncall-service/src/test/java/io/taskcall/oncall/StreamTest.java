package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class StreamTest {
  @TestHTTPResource("/api/v1/stream")
  URI address;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void changes_are_told_in_order_and_told_on_from_where_a_client_was() throws Exception {
    var alert = new World.Alert("checkout", "Streamed");
    try (var client = new Client(address, "")) {
      client.awaitLine("event:connected");
      World.say(alert.opened());
      client.awaitLine("event:page.sent");
      World.api().post("/api/v1/incidents/" + alert.incident() + "/acknowledge");
      client.awaitLine("event:incident.acknowledged");
      assertThat(client.ids()).isSorted().doesNotHaveDuplicates();
      assertThat(client.lines).filteredOn(line -> line.startsWith(":")).hasSizeLessThan(3);
      assertThat(client.dataOf("incident.triggered"))
          .contains("\"title\":\"Streamed\"", alert.incident());
      World.say(alert.recovered());
      client.awaitLine("event:incident.resolved");
      var ids = client.ids();
      try (var again = new Client(address, Long.toString(ids.get(2)))) {
        again.awaitLine("event:incident.resolved");
        await()
            .untilAsserted(() ->
                assertThat(again.ids())
                    .startsWith(ids.subList(2, ids.size()).toArray(Long[]::new)));
      }
    }
  }

  @Test
  void stream_from_the_beginning_tells_all_that_the_timeline_has() throws Exception {
    var alert = new World.Alert("checkout", "Told from the beginning");
    World.say(alert.opened());
    await().until(() -> World.status(alert).equals("open"));
    try (var client = new Client(address, "0")) {
      await().until(() -> client.lines.stream().anyMatch(line -> line.contains(alert.title())));
    }
    World.say(alert.recovered());
  }

  @Test
  void place_that_is_none_is_refused_and_nobody_follows_without_a_key() throws Exception {
    for (var place : List.of("yesterday", "-1", "9".repeat(19))) {
      World.api()
          .header("Last-Event-ID", place)
          .get("/api/v1/stream")
          .then()
          .statusCode(400)
          .body("field", equalTo("Last-Event-ID"));
    }
    try (var lost = new Client(address, "9".repeat(18))) {
      lost.awaitLine("event:reset");
    }
    var request = HttpRequest.newBuilder(address).build();
    try (var http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
    }
  }

  /** Somebody who follows the stream on a thread of its own. */
  private static final class Client implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Stream<String> body;
    private final Thread reader;

    Client(URI address, String lastEventId) throws IOException, InterruptedException {
      var request =
          HttpRequest.newBuilder(address).header("Authorization", "Bearer " + World.TOKEN);
      if (!lastEventId.isEmpty()) {
        request.header("Last-Event-ID", lastEventId);
      }
      var response = http.send(request.build(), BodyHandlers.ofLines());
      assertThat(response.statusCode()).isEqualTo(200);
      body = response.body();
      reader = Thread.ofVirtual().unstarted(this::read);
      reader.start();
    }

    private void read() {
      try {
        body.forEach(lines::add);
      } catch (UncheckedIOException closed) {
        lines.add("closed: " + closed.getMessage());
      }
    }

    void awaitLine(String line) {
      await().until(() -> lines.stream().map(Client::bare).anyMatch(line::equals));
    }

    List<Long> ids() {
      return lines.stream()
          .map(Client::bare)
          .filter(line -> line.startsWith("id:"))
          .map(line -> Long.valueOf(line.substring(3)))
          .toList();
    }

    /** What came with the first event of a type. */
    String dataOf(String type) {
      var all = lines.stream().map(Client::bare).toList();
      int at = all.indexOf("event:" + type);
      return all.subList(at, all.size()).stream()
          .filter(line -> line.startsWith("data:"))
          .findFirst()
          .orElseThrow();
    }

    private static String bare(String line) {
      return line.replaceFirst(": ", ":");
    }

    @Override
    public void close() {
      http.shutdownNow();
    }
  }
}
