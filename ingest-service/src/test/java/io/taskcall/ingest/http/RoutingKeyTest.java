package io.taskcall.ingest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoutingKeyTest {
  @Test
  void what_is_kept_for_people_to_read_holds_no_key() {
    var broken =
        """
        {"routing_key" : "0123456789abcdef0123456789abcdef", "event_action": "über", "routing_key":"x"\
        """;
    assertThat(new String(RoutingKey.without(broken.getBytes(UTF_8)), UTF_8))
        .isEqualTo(
            """
            {"routing_key" : "***", "event_action": "über", "routing_key":"***"\
            """);
  }

  @Test
  void bytes_that_are_no_text_stay_as_they_are() {
    var bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    assertThat(RoutingKey.without(bytes)).isEqualTo(bytes);
    assertThat(new String(RoutingKey.without("{}".getBytes(ISO_8859_1)), ISO_8859_1))
        .isEqualTo("{}");
  }
}
