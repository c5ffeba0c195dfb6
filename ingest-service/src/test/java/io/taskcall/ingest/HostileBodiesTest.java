package io.taskcall.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.IntegrationEvent.State;
import io.taskcall.contracts.IntegrationEvent.Tool;
import io.taskcall.contracts.Topic;
import io.taskcall.embedded.Infra;
import io.taskcall.embedded.KafkaForTests;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each hostile body gets a clear answer, and the service goes on. */
@QuarkusTest
@WithTestResource(KafkaForTests.class)
class HostileBodiesTest {
  private static final int BODY_MAX = 256 * 1024;

  @TestHTTPResource("/")
  URI url;

  private final String key = Doorbell.newKey();
  private final String door = "/integrations/datadog/v1/" + key;
  private Doorbell bell;

  @BeforeEach
  void open_a_door() {
    bell = new Doorbell(url, Infra.kafka());
    bell.publish(Doorbell.saved(key, Tool.DATADOG, State.CONNECTED, key));
    await().atMost(Duration.ofSeconds(20)).until(() -> bell.post(door, "{").statusCode() == 400);
  }

  @AfterEach
  void the_service_goes_on() {
    assertThat(bell.post(door, "{\"title\":\"still here\"}").statusCode()).isEqualTo(202);
    bell.close();
  }

  @Test
  void deep_nesting_is_not_understood() {
    assertThat(status("{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000))).isEqualTo(400);
    assertThat(status("[".repeat(100_000))).isEqualTo(400);
  }

  @Test
  void huge_numbers_are_either_text_or_not_understood() {
    assertThat(status("{\"title\":\"t\",\"date\":1e999999999,\"id\":1e999999999}")).isEqualTo(202);
    assertThat(status("{\"title\":\"t\",\"date\":" + "9".repeat(100_000) + "}")).isEqualTo(400);
  }

  @Test
  void invalid_utf_8_is_not_understood() {
    var body = "{\"title\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    body[10] = (byte) 0xc3;
    assertThat(bell.post(door, body).statusCode()).isEqualTo(400);
  }

  @Test
  void ten_megabytes_are_too_large_whether_announced_or_not() throws IOException {
    assertThat(status("x".repeat(10 * 1024 * 1024))).isEqualTo(413);
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(10_000);
      var out = socket.getOutputStream();
      out.write(
          ("POST " + door + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      var chunk = ("8000\r\n" + "x".repeat(0x8000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 10; i++) {
        out.write(chunk);
      }
      out.flush();
      var answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      assertThat(answer).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void a_body_of_just_the_limit_is_taken_and_one_byte_more_is_not() {
    var frame = "{\"title\":\"t\",\"x\":\"\"}";
    var full = "{\"title\":\"t\",\"x\":\"" + "x".repeat(BODY_MAX - frame.length()) + "\"}";
    assertThat(status(full)).isEqualTo(202);
    assertThat(status(full + " ")).isEqualTo(413);
  }

  @Test
  void control_characters_escapes_and_half_characters_leave_the_title() {
    var title = "\\u0000\\u001b[31m<script>alert(1)</script>\\ud83d costs $ALERT_ID\\u0007";
    assertThat(status("{\"id\":\"" + key + "\",\"title\":\"" + title + "\"}")).isEqualTo(202);
    var titles =
        bell.events(Topic.ALERTS, AlertEvent.class).stream()
            .map(event -> event.details().title())
            .filter(kept -> kept.contains("script"));
    assertThat(titles).containsExactly("<script>alert(1)</script>\ufffd costs $ALERT_ID");
  }

  @Test
  void raw_nuls_and_no_body_at_all_are_not_understood() {
    assertThat(status("\u0000\u0000")).isEqualTo(400);
    assertThat(status("")).isEqualTo(400);
    assertThat(status("{\"title\":\"a\u0000b\"}")).isEqualTo(400);
  }

  @Test
  void somebody_who_leaves_in_the_middle_takes_nothing_with_them() throws IOException {
    for (int i = 0; i < 50; i++) {
      try (var socket = new Socket(url.getHost(), url.getPort())) {
        socket
            .getOutputStream()
            .write(
                ("POST " + door + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{\"ti")
                    .getBytes(StandardCharsets.US_ASCII));
      }
    }
    assertThat(status("{\"title\":\"t\"}")).isEqualTo(202);
  }

  @Test
  void a_stranger_who_dawdles_is_hung_up_on() throws Exception {
    var timer = Executors.newSingleThreadScheduledExecutor();
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      socket.setSoTimeout(20_000);
      var out = socket.getOutputStream();
      out.write(
          "POST /v2/enqueue HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      var _ = timer.scheduleAtFixedRate(() -> dribble(out), 0, 1, TimeUnit.SECONDS);
      assertThat(heard(socket)).isEqualTo(-1);
    } finally {
      timer.shutdownNow();
    }
  }

  private static void dribble(OutputStream out) {
    try {
      out.write(' ');
    } catch (IOException e) {
      throw new UncheckedIOException(e); // hung up: that was the last one
    }
  }

  /** What is heard of the other side; a connection that is reset has ended too. */
  private static int heard(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketException e) {
      return -1;
    }
  }

  private int status(String body) {
    return bell.post(door, body).statusCode();
  }
}
