package io.taskcall.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.codec.Contracts.Variant;
import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Event;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes are on a topic, reading them answers: a reader must never stop at one record. */
class HostileJsonTest {
  private static final String FIRED =
      new String(Contracts.bytes(Contracts.GOLDEN.resolve("alert.fired.json")), UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[]",
        "{}",
        "42",
        "true",
        "\"alert.fired\"",
        "not JSON",
        "{\"type\":\"alert.fired\"}",
        "{\"type\":null}",
        "{\"type\":{}}",
        "{\"type\":[\"alert.fired\"]}",
        "{'type':'alert.fired'}",
        "<alert/>"
      })
  void what_is_no_event_is_refused(String json) {
    assertRefused(json.getBytes(UTF_8));
  }

  @Test
  void json_null_is_refused() {
    assertThat(reasonFor("null".getBytes(UTF_8))).isEqualTo("the record is a JSON null");
  }

  @Test
  void unknown_type_is_refused_by_name() {
    assertThat(reasonFor(FIRED.replace("alert.fired", "alert.exploded").getBytes(UTF_8)))
        .isEqualTo("unknown type alert.exploded");
  }

  @Test
  void type_of_another_family_is_refused() {
    assertThat(reasonFor(Contracts.bytes(Contracts.GOLDEN.resolve("member.saved.json"))))
        .isEqualTo("unknown type member.saved");
  }

  @Test
  void unknown_type_deep_inside_is_refused_by_name() {
    assertThat(reasonFor(FIRED.replace("datadog.monitor", "nagios.check").getBytes(UTF_8)))
        .isEqualTo("unknown type nagios.check");
  }

  @Test
  void class_name_is_no_type() {
    assertRefused(FIRED.replace("alert.fired", AlertEvent.Fired.class.getName()).getBytes(UTF_8));
  }

  @Test
  void fingerprint_that_is_none_is_refused() {
    assertRefused(FIRED.replace("v1:", "v2:").getBytes(UTF_8));
  }

  @Test
  void deep_nesting_is_refused_wherever_it_is() {
    int depth = 200_000;
    var nested = "[".repeat(depth) + "]".repeat(depth);
    assertRefused(nested.getBytes(UTF_8));
    assertRefused(FIRED.replaceFirst("\\{", "{\"deep\":" + nested + ",").getBytes(UTF_8));
    var objects = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    assertRefused(FIRED.replaceFirst("\\{", "{\"deep\":" + objects + ",").getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "-1e999999999", "1e-999999999", "NaN", "Infinity", "0x1"})
  void huge_and_odd_numbers_are_refused_where_a_value_is_due(String number) {
    assertRefused(FIRED.replaceFirst("\"at\": \"[^\"]*\"", "\"at\": " + number).getBytes(UTF_8));
    assertRefused(FIRED.replace("\"level\": \"alert\"", "\"level\": " + number).getBytes(UTF_8));
  }

  @Test
  void number_of_ten_thousand_digits_is_refused() {
    var digits = "9".repeat(10_000);
    assertRefused(FIRED.replaceFirst("\"at\": \"[^\"]*\"", "\"at\": " + digits).getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "noon",
        "1772366400",
        "2026-03-01",
        "2026-03-01T12:00:00",
        "2026-02-30T12:00:00Z"
      })
  void text_that_is_no_moment_is_refused(String text) {
    assertRefused(
        FIRED.replaceFirst("\"at\": \"[^\"]*\"", "\"at\": \"" + text + "\"").getBytes(UTF_8));
  }

  @Test
  void position_in_an_enum_is_no_value() {
    assertRefused(FIRED.replace("\"level\": \"alert\"", "\"level\": 2").getBytes(UTF_8));
  }

  @Test
  void second_document_behind_the_first_is_refused() {
    assertRefused((FIRED + FIRED).getBytes(UTF_8));
  }

  @Test
  void invalid_utf_8_is_refused() {
    var title = "Checkout errors";
    for (var bytes :
        List.of("\u00ff\u00fe", "\u00c0\u00af", "\u00e2\u0082", "\u00f5\u0080\u0080\u0080")) {
      assertRefused(FIRED.replace(title, bytes).getBytes(ISO_8859_1));
    }
  }

  @Property(tries = 300)
  void event_cut_short_is_refused(@ForAll("variants") Variant variant, @ForAll("share") double at) {
    var golden = new String(Contracts.golden(variant), UTF_8).strip().getBytes(UTF_8);
    var cut = Arrays.copyOf(golden, (int) (golden.length * at));
    assertThat(EventCodec.read(variant.family(), cut)).isInstanceOf(Reading.Refused.class);
  }

  @Property(tries = 2000)
  void event_with_a_byte_changed_is_read_or_refused(
      @ForAll("variants") Variant variant, @ForAll("share") double at, @ForAll byte changed) {
    var bytes = Contracts.golden(variant);
    bytes[(int) (bytes.length * at)] = changed;
    assertThat(EventCodec.read(variant.family(), bytes)).isNotNull();
  }

  @Property(tries = 500)
  void any_bytes_are_read_or_refused(@ForAll byte[] bytes) {
    assertThat(EventCodec.read(AlertEvent.class, bytes)).isNotNull();
  }

  @Provide
  Arbitrary<Variant> variants() {
    return Arbitraries.of(Contracts.variants().toList());
  }

  @Provide
  Arbitrary<Double> share() {
    return Arbitraries.doubles().between(0, true, 1, false);
  }

  private static void assertRefused(byte[] json) {
    assertThat(reasonFor(json)).isNotBlank().doesNotContain("\n");
  }

  private static String reasonFor(byte[] json) {
    return switch (EventCodec.read(AlertEvent.class, json)) {
      case Reading.Refused<AlertEvent>(var reason) -> reason;
      case Reading.Understood<AlertEvent>(Event event) ->
          throw new AssertionError("understood as " + event);
    };
  }
}
