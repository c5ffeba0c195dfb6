package io.taskcall.sync.datadog;

import static io.taskcall.sync.datadog.ContractTest.cassette;
import static io.taskcall.sync.datadog.ContractTest.json;
import static io.taskcall.sync.datadog.ContractTest.problems;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.Ids;
import io.taskcall.sync.domain.DowntimeThere;
import io.taskcall.sync.domain.Wish;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Holds what we say and schedule about monitors to Datadog's specification and recordings. */
class MonitorContractTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final UUID INCIDENT = Ids.derive("test", "incident");
  private static final Wish.Comment COMMENT =
      new Wish.Comment(
          Ids.derive("test", "event"), NOON, "4711", List.of("host:a"), "acknowledged by Ana");

  private static Wish.Downtime downtime(String... scope) {
    return new Wish.Downtime("4711", List.of(scope), NOON);
  }

  @Test
  void events_are_as_specified_and_call_nobody() throws IOException {
    var body = EventJson.create(COMMENT);
    assertThat(problems("v1", "EventCreateRequest", body)).isEmpty();
    assertThat(problems("v1", "EventCreateRequest", "{\"title\":7}")).isNotEmpty();
    var named =
        new Wish.Comment(COMMENT.id(), NOON, "4711", List.of(), "acknowledged by @webhook-x");
    assertThat(json(EventJson.create(named)).path("text").asText()).doesNotContain("@");
  }

  @Test
  void our_events_are_found_again_by_their_tag_in_a_recorded_list() throws IOException {
    var list =
        cassette("v1", "EventsApiTest.eventLifecycleTest")
            .valueStream()
            .map(call -> call.at("/httpResponse/body").asText())
            .filter(body -> body.contains("\"events\""))
            .findFirst()
            .orElseThrow();
    assertThat(EventJson.find(list, COMMENT.mark())).contains(Optional.empty());
    var events = json(list);
    var first = (ObjectNode) events.path("events").get(0);
    first.putArray("tags").add("env:prod").add(COMMENT.mark());
    assertThat(EventJson.find(events.toString(), COMMENT.mark()))
        .contains(Optional.of(first.path("id_str").asText(first.path("id").asText())));
    assertThat(EventJson.find("{\"errors\":[]}", COMMENT.mark())).isEmpty();
  }

  @Test
  void downtimes_are_as_specified() throws IOException {
    var created = DowntimeJson.create(downtime("host:a"), INCIDENT, NOON);
    assertThat(problems("v2", "DowntimeCreateRequest", created)).isEmpty();
    assertThat(problems("v2", "DowntimeUpdateRequest", DowntimeJson.until("id", NOON))).isEmpty();
    assertThat(json(created).at("/data/attributes/schedule/end").asText())
        .isEqualTo("2026-03-01T12:00:00+00:00");
  }

  @Test
  void a_scope_names_all_tags_of_the_group_and_quotes_what_is_no_word() {
    assertThat(DowntimeJson.scope(List.of())).isEqualTo("*");
    assertThat(DowntimeJson.scope(List.of("env:prod", "host:a"))).isEqualTo("env:prod AND host:a");
    assertThat(DowntimeJson.scope(List.of("url:https://a b", "bare")))
        .isEqualTo("url:\"https://a b\" AND bare");
    assertThat(DowntimeJson.scope(List.of("said:a\"b\\c"))).isEqualTo("said:\"a\\\"b\\\\c\"");
  }

  @Test
  void our_downtime_is_found_again_by_its_mark_while_it_goes_on() throws IOException {
    var ours = there(INCIDENT, "active");
    var others = there(Ids.derive("test", "another"), "active");
    var list = EventCodec.mapper().createObjectNode();
    list.putArray("data").add(others).add(ours).add(there(INCIDENT, "canceled"));
    assertThat(DowntimeJson.read(list.toString(), INCIDENT))
        .hasValueSatisfying(part -> {
          assertThat(part.size()).isEqualTo(3);
          assertThat(part.ours()).containsExactly(new DowntimeThere("active-id", NOON));
        });
    assertThat(DowntimeJson.read("{\"errors\":[]}", INCIDENT)).isEmpty();
  }

  private static JsonNode there(UUID incident, String status) throws IOException {
    var data =
        (ObjectNode) json(DowntimeJson.create(downtime("host:a"), incident, NOON)).path("data");
    data.put("id", status + "-id");
    ((ObjectNode) data.path("attributes")).put("status", status);
    return data;
  }
}
