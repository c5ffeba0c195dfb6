package io.taskcall.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.ingest.domain.Node.Fields;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";
  private static final String JSON =
      "{\"id\": 12345678901234567890, \"alert\": {\"id\": \"7\"}, \"none\": null}";

  @Test
  void numbers_keep_every_digit_and_nulls_are_not_there() {
    var fields = named(Body.of(bytes(JSON), "application/json"));
    assertThat(fields.text("id")).isEqualTo("12345678901234567890");
    assertThat(fields.byName()).doesNotContainKey("none");
  }

  @Test
  void a_byte_order_mark_is_passed_over() {
    assertThat(named(Body.of(bytes("\ufeff" + JSON), null)).fields("alert").text("id"))
        .isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payload={json}",
        "anything={json}",
        "alert[id]=7&id=12345678901234567890",
        "alert%5Bid%5D=7&title=x",
        "alert.id=7",
        "alert=%7B%22id%22%3A%227%22%7D&title=x"
      })
  void a_form_may_be_flattened_in_any_way(String form) {
    var body = form.replace("{json}", URLEncoder.encode(JSON, StandardCharsets.UTF_8));
    assertThat(named(Body.of(bytes(body), FORM)).fields("alert").text("id")).isEqualTo("7");
  }

  @Test
  void json_that_is_called_a_form_is_json() {
    assertThat(named(Body.of(bytes(" " + JSON), FORM)).fields("alert").text("id")).isEqualTo("7");
  }

  @Test
  void a_name_that_is_both_field_and_group_keeps_what_came_first() {
    assertThat(named(Body.of(bytes("a=1&a[b]=2"), FORM)).text("a")).isEqualTo("1");
    assertThat(named(Body.of(bytes("a[b]=2&a=1"), FORM)).fields("a").text("b")).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"text\"",
        "17",
        "{",
        "{}{}",
        "{\"a\":}",
        "{'a':1}",
        "{\"a\":\"\u0000\"}",
        "{\"a\":NaN}",
        "<html>",
        "{\"a\":1} x"
      })
  void what_is_no_json_object_is_unreadable(String body) {
    assertThat(Body.of(bytes(body), "application/json")).isInstanceOf(Body.Unreadable.class);
  }

  @Test
  void depth_and_length_of_numbers_are_bounded() {
    var deep = "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000);
    assertThat(Body.of(bytes(deep), null)).isInstanceOf(Body.Unreadable.class);
    var digits = "{\"a\":" + "9".repeat(5_000) + "}";
    assertThat(Body.of(bytes(digits), null)).isInstanceOf(Body.Unreadable.class);
  }

  @Test
  void invalid_utf_8_is_unreadable() {
    var body = bytes("{\"title\":\"x?\"}");
    body[11] = (byte) 0xff;
    assertThat(Body.of(body, "application/json")).isInstanceOf(Body.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%zz=1", "a=%", "", "&&&", "=1"})
  void a_broken_form_is_unreadable(String form) {
    assertThat(Body.of(bytes(form), FORM)).isInstanceOf(Body.Unreadable.class);
  }

  private static Fields named(Body body) {
    assertThat(body).isInstanceOf(Body.Named.class);
    return ((Body.Named) body).fields();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
