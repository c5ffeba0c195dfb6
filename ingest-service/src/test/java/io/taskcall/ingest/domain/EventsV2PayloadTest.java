package io.taskcall.ingest.domain;

import static io.taskcall.ingest.domain.Arrivals.NOON;
import static io.taskcall.ingest.domain.Arrivals.event;
import static io.taskcall.ingest.domain.Arrivals.fields;
import static io.taskcall.ingest.domain.Arrivals.rejection;
import static io.taskcall.ingest.domain.Arrivals.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.taskcall.contracts.AlertEvent;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Origin;
import io.taskcall.contracts.Priority;
import io.taskcall.ingest.domain.Node.Fields;
import io.taskcall.ingest.domain.Node.Items;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsV2PayloadTest {
  private static final Source EVENTS = new EventsV2Payload();
  private static final Fields PAYLOAD =
      fields("summary", "Disk is full", "source", "db-1", "severity", "critical", "class", "disk");
  private static final Fields TRIGGER =
      fields("event_action", "trigger", "dedup_key", "db-1/disk", "payload", PAYLOAD);

  @ParameterizedTest
  @CsvSource({"critical,P1,ALERT", "error,P2,ALERT", "warning,P3,WARN", "info,P5,WARN"})
  void a_trigger_fires_with_its_severity(String severity, Priority priority, Level level) {
    var event = event(EVENTS, with(TRIGGER, "payload", with(PAYLOAD, "severity", severity)));
    assertThat(event.details().priority()).isEqualTo(priority);
    assertThat(((AlertEvent.Fired) event).level()).isEqualTo(level);
    assertThat(event.details().tags()).contains("class:disk", "source:db-1");
  }

  @Test
  void the_dedup_key_joins_trigger_acknowledgement_and_resolution() {
    var fired = event(EVENTS, TRIGGER);
    var acknowledged =
        event(EVENTS, fields("event_action", "acknowledge", "dedup_key", "db-1/disk"));
    var resolved = event(EVENTS, fields("event_action", "resolve", "dedup_key", "db-1/disk"));
    assertThat(acknowledged).isInstanceOf(AlertEvent.Acknowledged.class);
    assertThat(resolved).isInstanceOf(AlertEvent.Recovered.class);
    assertThat(List.of(acknowledged.alert(), resolved.alert())).containsOnly(fired.alert());
  }

  @Test
  void a_trigger_without_a_key_gets_one_that_a_retry_shares_and_tomorrow_does_not() {
    var keyless = with(TRIGGER, "dedup_key", "");
    var retried = event(EVENTS, Arrivals.at(NOON.plusSeconds(5), keyless));
    var tomorrow = event(EVENTS, Arrivals.at(NOON.plusSeconds(86_400), keyless));
    assertThat(retried.alert()).isEqualTo(event(EVENTS, keyless).alert());
    assertThat(tomorrow.alert()).isNotEqualTo(retried.alert());
    assertThat(((Origin.EventsV2) retried.details().origin()).dedupKey()).hasSize(32);
  }

  @Test
  void the_same_words_later_are_news() {
    var later = event(EVENTS, Arrivals.at(NOON.plusSeconds(600), TRIGGER));
    assertThat(later.id()).isNotEqualTo(event(EVENTS, TRIGGER).id());
  }

  @Test
  void the_order_of_arrival_counts_and_not_a_clock_that_may_be_wrong() {
    var ahead = with(PAYLOAD, "timestamp", "2026-08-21T12:01:00Z");
    var behind = with(PAYLOAD, "timestamp", "2026-08-21T11:59:55Z");
    var resolve = fields("event_action", "resolve", "dedup_key", "db-1/disk");
    var resolved = event(EVENTS, Arrivals.at(NOON.plusSeconds(3), resolve));
    assertThat(event(EVENTS, with(TRIGGER, "payload", ahead)).at()).isBefore(resolved.at());
    assertThat(
            event(EVENTS, Arrivals.at(NOON.plusSeconds(4), with(TRIGGER, "payload", behind))).at())
        .isAfter(resolved.at());
  }

  @Test
  void everything_wrong_is_told_at_once() {
    assertThat(rejection(EVENTS, fields())).contains("'event_action' is missing", "'dedup_key'");
    assertThat(rejection(EVENTS, fields("event_action", "trigger")))
        .contains("'payload.summary'", "'payload.source'", "'payload.severity'");
    assertThat(rejection(EVENTS, with(TRIGGER, "event_action", "explode"))).contains("must be");
    assertThat(rejection(EVENTS, fields("event_action", "resolve"))).contains("'dedup_key'");
    assertThat(rejection(EVENTS, with(TRIGGER, "payload", with(PAYLOAD, "severity", "bad"))))
        .contains("'payload.severity'");
  }

  @Test
  void a_variable_that_the_tool_did_not_replace_costs_no_page() {
    var event = event(EVENTS, with(TRIGGER, "payload", with(PAYLOAD, "source", "$HOST")));
    assertThat(event.details().host()).isNull();
    var nameless = with(TRIGGER, "payload", with(PAYLOAD, "summary", "null"));
    assertThat(event(EVENTS, nameless).details().title()).isEqualTo("db-1/disk");
  }

  @Test
  void limits_are_pagerdutys() {
    assertThat(event(EVENTS, with(TRIGGER, "dedup_key", "k".repeat(255)))).isNotNull();
    assertThat(rejection(EVENTS, with(TRIGGER, "dedup_key", "k".repeat(256)))).contains("255");
    var full = with(PAYLOAD, "summary", "s".repeat(1024));
    assertThat(event(EVENTS, with(TRIGGER, "payload", full)).details().title()).hasSize(1024);
    var over = with(PAYLOAD, "summary", "s".repeat(1025));
    assertThat(rejection(EVENTS, with(TRIGGER, "payload", over))).contains("1024");
  }

  @Test
  void custom_details_links_and_images_come_along() {
    var payload =
        with(PAYLOAD, "custom_details", fields("free", "1 GB", "disk", fields("id", "3")));
    var event =
        event(
            EVENTS,
            with(
                TRIGGER,
                "payload",
                payload,
                "links",
                new Items(List.of(fields("href", "javascript:x"), fields("href", "https://a/b"))),
                "images",
                new Items(List.of(fields("src", "https://a/c.png")))));
    assertThat(event.details().text()).isEqualTo("free: 1 GB\ndisk.id: 3");
    assertThat(event.details().link()).isEqualTo("https://a/b");
    assertThat(event.details().image()).isEqualTo("https://a/c.png");
  }
}
