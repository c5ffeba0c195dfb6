package io.taskcall.ingest.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "null", "Null", "NULL", "$ALERT_ID", " $ID ", "$TAGS[env]", "$P1_X"})
  void nothing_has_many_spellings(String text) {
    assertThat(Texts.isAbsent(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "nullable", "$5", "$", "costs $ALERT_ID", "$ALERT_ID!", "$lower", "none"})
  void a_variable_inside_a_text_is_text(String text) {
    assertThat(Texts.isAbsent(text)).isFalse();
  }

  @Test
  void terminal_escapes_and_control_characters_leave_a_title() {
    assertThat(Texts.line("\u001b[31mred\u001b[0m \u0000al\u0007ert\u001b]0;own\u0007!", 100))
        .isEqualTo("red alert!");
    assertThat(Texts.line("two\nlines\tand\u2028more", 100)).isEqualTo("two lines and more");
    assertThat(Texts.line("\u202egpj.exe\u2066", 100)).isEqualTo("gpj.exe");
  }

  @Test
  void text_keeps_its_lines() {
    assertThat(Texts.prose("one\r\n\ttwo\u001b[2J", 100)).isEqualTo("one\n\ttwo");
  }

  @Test
  void html_is_left_for_those_who_show_it() {
    assertThat(Texts.line("<b>&amp;</b>", 100)).isEqualTo("<b>&amp;</b>");
  }

  @Test
  void a_pair_of_surrogates_is_never_cut_in_half() {
    assertThat(Texts.line("ab🚨", 3)).isEqualTo("ab");
    assertThat(Texts.line("ab🚨", 4)).isEqualTo("ab🚨");
    assertThat(Texts.line("half \ud83d", 100)).isEqualTo("half \ufffd");
  }

  @Test
  void tags_are_a_sorted_set() {
    assertThat(Texts.tags("b:2, a:1,b:2,,  ")).containsExactly("a:1", "b:2");
    assertThat(Texts.tags((String) null)).isEmpty();
  }

  @Test
  void only_web_links_are_links() {
    assertThat(Texts.link("https://app.datadoghq.com/x?y=1"))
        .isEqualTo("https://app.datadoghq.com/x?y=1");
    assertThat(Texts.link("javascript:alert(1)")).isNull();
    assertThat(Texts.link("https://x/\u001b[0m")).isNull();
    assertThat(Texts.link("https://" + "x".repeat(3000))).isNull();
  }

  @Property(tries = 300)
  void whatever_comes_fits_and_can_be_written_as_utf_8(
      @ForAll String text, @ForAll @IntRange(min = 1, max = 50) int max) {
    var line = Texts.line(text, max);
    assertThat(line.length()).isLessThanOrEqualTo(max);
    assertThat(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(line);
    assertThat(line.chars().noneMatch(Character::isISOControl)).isTrue();
  }
}
