package io.taskcall.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void nothing_that_a_terminal_obeys_is_printed_raw() {
    var all =
        IntStream.rangeClosed(0, 0xffff)
            .filter(c -> !Character.isSurrogate((char) c))
            .filter(DeadLettersTest::isObeyed)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    assertThat(all)
        .contains("\u001b", "\u0007", "\r", "\u007f", "\u0085", "\u009b", "\u202e", "\u2066");
    assertThat(Harmless.text(all)).matches("[\\\\u0-9a-f]+");
  }

  @Test
  void escapes_are_shown_as_what_they_are() {
    assertThat(Harmless.text("\u001b[2Jgone \u009b31m \u202eevil"))
        .isEqualTo("\\u001b[2Jgone \\u009b31m \\u202eevil");
    assertThat(Harmless.text("plain, wörld 日本 🚨")).isEqualTo("plain, wörld 日本 🚨");
    assertThat(Harmless.text("half \ud83d")).isEqualTo("half \\ud83d");
  }

  @Test
  void path_reason_and_body_of_a_letter_are_all_strangers_words() {
    var body = "{\n  \"title\": \"\u001b]0;owned\u0007\"\n}";
    var shown =
        DeadLetters.shown(
            new DeadLetter.Delivery(
                new UUID(0, 1),
                NOON,
                new UUID(0, 2),
                new UUID(0, 3),
                "/integrations/\u001b[31m",
                Map.of(),
                "unknown \u202eword\nsecond line",
                body.getBytes(StandardCharsets.UTF_8)));

    assertThat(shown.lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line.chars()).noneMatch(DeadLettersTest::isObeyed));
    assertThat(shown)
        .contains("\\u001b[31m", "\\u202eword second line", "\\u001b]0;owned\\u0007", "(27 bytes)");
  }

  @Test
  void long_text_is_cut_between_characters() {
    assertThat(Harmless.beginning("🚨".repeat(5), 3)).isEqualTo("🚨🚨🚨…");
    assertThat(Harmless.beginning("🚨".repeat(3), 3)).isEqualTo("🚨🚨🚨");
  }

  private static boolean isObeyed(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
  }
}
