package io.taskcall.sandbox.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.sandbox.domain.webhook.Variables.Value.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private static final Variables EVENT =
      Variables.of(
          new Event(
              "8775107996557967822",
              NOON,
              "api",
              "A \"quoted\" Größe 🚨\n",
              "%%%\n**bold** `code`\n%%%",
              "e79b8a4a5e31bbb145dd7f98665abdf1",
              "info",
              List.of("env:prod", "monitor")),
          Organization.SANDBOX);

  @Test
  void text_is_escaped_and_everything_beyond_ascii_becomes_an_escape() {
    assertThat(new Template("{\"title\": \"$EVENT_TITLE\"}").toJson(EVENT))
        .isEqualTo("{\"title\": \"A \\\"quoted\\\" Gr\\u00f6\\u00dfe \\ud83d\\udea8\\n\"}");
  }

  @Test
  void white_space_of_the_template_survives() {
    assertThat(new Template("{\n   \"id\" :\t\"$ID\" }\n").toJson(EVENT))
        .isEqualTo("{\n   \"id\" :\t\"8775107996557967822\" }\n");
  }

  @Test
  void absent_values_are_spelt_in_two_ways() {
    assertThat(new Template("[$ALERT_SCOPE][$INCIDENT_TITLE][$INCIDENT_UUID]").toJson(EVENT))
        .isEqualTo("[][][null]");
  }

  @Test
  void unknown_name_stays_as_it_stands() {
    assertThat(new Template("$NO_SUCH_THING $IDS costs $5").toJson(EVENT))
        .isEqualTo("$NO_SUCH_THING $IDS costs $5");
  }

  @Test
  void dollar_name_inside_a_value_is_not_replaced_again() {
    var hostile = EVENT.with(Map.of("EVENT_TITLE", new Text("$ID and \\1 $0")));
    assertThat(new Template("$EVENT_TITLE").toJson(hostile)).isEqualTo("$ID and \\\\1 $0");
  }

  @Test
  void tag_is_found_by_its_key_and_absent_ones_are_empty() {
    assertThat(new Template("$TAGS[env]|$TAGS[team]|$TAGS|$ID[0]").toJson(EVENT))
        .isEqualTo("prod||env:prod,monitor|8775107996557967822[0]");
  }

  @Test
  void text_only_message_has_no_markdown() {
    assertThat(new Template("$TEXT_ONLY_MSG").toText(EVENT)).isEqualTo("bold code");
  }

  @Test
  void dates_are_milliseconds() {
    assertThat(new Template("$DATE $LAST_UPDATED").toText(EVENT))
        .isEqualTo("1772366400000 1772366400000");
  }

  @Test
  void event_ids_have_nineteen_digits_and_all_differ() {
    var ids = new EventIds();
    var made = Stream.generate(() -> ids.next(NOON)).limit(10_000).toList();
    assertThat(made).doesNotHaveDuplicates().allMatch(id -> id.matches("\\d{19}"));
    assertThat((Long.parseLong(made.getFirst()) >> 24) + 1_264_262_805_000L)
        .isEqualTo(NOON.toEpochMilli());
  }
}
