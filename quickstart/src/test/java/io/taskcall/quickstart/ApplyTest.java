package io.taskcall.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.codec.EventCodec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ApplyTest {
  @Test
  void what_is_new_and_what_changes_is_shown_and_the_rest_is_counted() throws Exception {
    var body =
        EventCodec.mapper()
            .readTree(
                """
                {"items": [
                  {"kind": "policy", "key": "default", "result": "changed",
                   "differences": ["repeat: 0 -> 1"]},
                  {"kind": "service", "key": "search", "result": "created", "differences": []},
                  {"kind": "service", "key": "checkout", "result": "unchanged", "differences": []}]}
                """);
    var shown = new ByteArrayOutputStream();
    Apply.show(body, true, new PrintStream(shown, true, UTF_8));
    assertThat(shown.toString(UTF_8).lines())
        .containsExactly(
            "~ policy default",
            "    repeat: 0 -> 1",
            "+ service search",
            "Would be: 1 new, 1 changed, 1 as they were");
  }
}
