package io.taskcall.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.embedded.KafkaForTests;
import io.taskcall.embedded.PostgresForTests;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Those who follow the stream and do not read what they are sent. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(Smtp.class)
@QuarkusTestResource(SetupForTests.class)
class SlowFollowerTest {
  /** Together far more than any buffer between the two ends of a connection. */
  private static final int CHANGES = 4000;

  private static final int LETTERS = 8000;
  private static final int SLOW = 20;
  private static final int BUFFER = 8 * 1024;
  private static final int PATIENCE_MILLIS = 120_000;

  @TestHTTPResource("/api/v1/stream")
  URI address;

  @Inject DataSource database;

  @BeforeEach
  void ready() {
    World.people();
    World.awaitReady();
    await().until(() -> World.api().get("/api/v1/services").statusCode() == 200);
  }

  @Test
  void others_are_served_while_many_read_nothing_and_those_miss_nothing_when_they_read_again()
      throws Exception {
    var alert = new World.Alert("checkout", "Much to tell");
    World.say(alert.opened());
    await().until(() -> World.status(alert).equals("open"));
    var slow = new ArrayList<Follower>();
    try {
      for (int i = 0; i < SLOW; i++) {
        slow.add(new Follower());
      }
      new Sql(database)
          .run(
              """
              insert into timeline (id, incident_id, at, type, actor, text)
              select cast(md5('slow' || n) as uuid), cast('%s' as uuid), now(), 'incident.slow',
                null, n || repeat(' x', %d) from generate_series(1, %d) n
              """
                  .formatted(alert.incident(), LETTERS / 2, CHANGES));
      var other = new World.Alert("checkout", "Quick to hear");
      try (var quick = new Follower()) {
        World.say(other.opened());
        quick.readUntil("Quick to hear");
      }
      await().until(() -> World.status(other).equals("open"));
      World.say(other.recovered());
      World.say(alert.recovered());
      var late = slow.getFirst();
      late.readUntil("event:incident.resolved");
      assertThat(late.places).hasSizeGreaterThanOrEqualTo(CHANGES).isSorted();
      assertThat(late.places).doesNotHaveDuplicates();
    } finally {
      for (var follower : slow) {
        follower.close();
      }
      new Sql(database).run("delete from timeline where type = 'incident.slow'");
    }
  }

  /** Follows from when it is made, and reads only when it is told to. */
  private final class Follower implements AutoCloseable {
    private final List<Long> places = new ArrayList<>();
    private Socket socket;
    private BufferedReader reader;

    Follower() throws IOException {
      socket = connect("");
      reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      awaitLine("event:connected");
    }

    private Socket connect(String last) throws IOException {
      var connection = new Socket();
      connection.setReceiveBufferSize(BUFFER);
      connection.setSoTimeout(PATIENCE_MILLIS);
      connection.connect(new InetSocketAddress(address.getHost(), address.getPort()));
      var request =
          """
          GET %s HTTP/1.1
          Host: %s
          Accept: text/event-stream
          Authorization: Bearer %s
          %s
          """
              .formatted(address.getPath(), address.getAuthority(), World.TOKEN, last);
      connection
          .getOutputStream()
          .write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
      return connection;
    }

    /** Reads on to a line that has {@code part}; where the stream ends, it connects again. */
    void readUntil(String part) throws IOException {
      while (!awaitLine(part)) {
        socket.close();
        socket = connect("Last-Event-ID: " + places.getLast() + "\n");
        reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      }
    }

    /** False if the stream ends before there is such a line. */
    private boolean awaitLine(String part) throws IOException {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        var bare = line.replace(": ", ":");
        if (bare.startsWith("id:")) {
          var place = Long.valueOf(bare.substring(3));
          if (places.isEmpty() || !places.getLast().equals(place)) {
            places.add(place);
          }
        }
        if (bare.contains(part)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
