package io.taskcall.sync.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.DatadogChange.Field;
import io.taskcall.contracts.Ids;
import io.taskcall.contracts.Level;
import io.taskcall.contracts.Priority;
import io.taskcall.sync.domain.Answer;
import io.taskcall.sync.domain.Handle;
import io.taskcall.sync.domain.ListedMonitor;
import io.taskcall.sync.domain.Listing;
import io.taskcall.sync.domain.MonitorPart;
import io.taskcall.sync.domain.MonitorState;
import io.taskcall.sync.domain.Sight;
import io.taskcall.sync.domain.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;

/** Holds what we send to Datadog's specification, and what we understand to its recorded calls. */
class ContractTest {
  private static final String UUID = "a6250371-3453-5a56-b302-93500bfb7e41";
  private static final String LIST = "Get_a_list_of_incidents_returns_OK_response_with_pagination";
  private static final String SEARCH = "Search_for_incidents_returns_OK_response";
  private static final Path SHARED =
      Path.of(System.getProperty("taskcall.root", "..")).resolve("../shared/datadog");

  private static final Wish.Write RESOLVED = new Wish.Write(Field.STATUS, "resolved");

  @Test
  void declarations_are_as_specified() throws IOException {
    var wish =
        new Wish.Create("Slow", "SEV-2", List.of("checkout"), List.of("payments"), "from TaskCall");
    assertThat(problems("IncidentCreateRequest", IncidentJson.create(wish))).isEmpty();
    var bare = new Wish.Create("Slow", "UNKNOWN", List.of(), List.of(), "from TaskCall");
    assertThat(problems("IncidentCreateRequest", IncidentJson.create(bare))).isEmpty();
  }

  @Test
  void recorded_lists_and_searches_are_understood() throws IOException {
    for (var name : List.of(LIST, SEARCH)) {
      var response =
          cassette(name)
              .valueStream()
              .map(call -> call.get("httpResponse"))
              .filter(answered -> Answers.part(reply(answered)) instanceof Listing.Part)
              .findFirst()
              .orElseThrow();
      assertThat(Answers.part(reply(response)))
          .as(name)
          .isInstanceOfSatisfying(
              Listing.Part.class,
              part ->
                  assertThat(part.incidents())
                      .isNotEmpty()
                      .allSatisfy(incident -> {
                        assertThat(incident.title()).isNotBlank();
                        assertThat(incident.publicId()).isNotBlank();
                        assertThat(incident.created()).isNotNull();
                        assertThat(incident.modified()).isNotNull();
                      }));
    }
  }

  @Test
  void recorded_monitors_are_understood() throws IOException {
    var answered =
        read(EventCodec.mapper(), "cassettes/v1/Get_a_monitor_s_details_returns_OK_response.json")
            .get(1)
            .get("httpResponse");
    assertThat(Answers.monitor(reply(answered))).isInstanceOf(Sight.Seen.class);
  }

  @Test
  void of_a_monitors_groups_those_that_are_fine_say_since_when() {
    var body =
        """
        {"id":7,"state":{"groups":{
          "host:a,env:prod":{"status":"OK","last_resolved_ts":1770000000,"last_triggered_ts":1},
          "host:b,env:prod":{"status":"Alert","last_resolved_ts":1770000000},
          "host:c":{"status":"OK","last_resolved_ts":0},
          "*":{"status":"OK","last_resolved_ts":1770000001}}}}
        """;
    assertThat(Answers.monitor(Answers.reply(200, name -> null, body)))
        .isEqualTo(
            new Sight.Seen(
                new MonitorState(
                    Map.of(
                        Set.of("env:prod", "host:a"), Instant.ofEpochSecond(1770000000),
                        Set.of(), Instant.ofEpochSecond(1770000001)),
                    null),
                Optional.empty()));
  }

  @Test
  void monitors_priority_is_read_and_what_is_none_is_not() {
    assertThat(priority("1")).isEqualTo(Priority.P1);
    assertThat(priority("5")).isEqualTo(Priority.P5);
    for (var none : List.of("null", "0", "6", "-1", "\"high\"")) {
      assertThat(priority(none)).as(none).isNull();
    }
  }

  private static @Nullable Priority priority(String written) {
    var body = "{\"id\":7,\"priority\":%s}".formatted(written);
    return Answers.monitor(Answers.reply(200, name -> null, body)) instanceof Sight.Seen seen
        ? seen.monitor().priority()
        : fail("not understood: " + body);
  }

  @Test
  void of_listed_monitors_those_groups_that_are_not_fine_say_since_when_and_who_was_told() {
    var body =
        """
        [{"id":7,"name":"Disk","message":"@webhook-taskcall","priority":3,"tags":["a"],
          "matching_downtimes":[],"options":{"silenced":{}},
          "state":{"groups":{
            "host:a":{"status":"Alert","last_triggered_ts":1770000000,"last_notified_ts":1770000001},
            "host:b":{"status":"OK","last_triggered_ts":1770000000},
            "host:c":{"status":"No Data","last_triggered_ts":5,"last_nodata_ts":1770000002},
            "*":{"status":"Warn","last_triggered_ts":0}}}},
         {"id":8,"options":{"silenced":{"*":null}}},
         {"id":9,"matching_downtimes":[{"id":1}]}]
        """;
    assertThat(Answers.monitors(Answers.reply(200, name -> null, body)))
        .isInstanceOfSatisfying(
            MonitorPart.Shown.class,
            shown -> {
              var first = shown.monitors().getFirst();
              assertThat(first.silenced()).isFalse();
              assertThat(first.priority()).isEqualTo(Priority.P3);
              assertThat(first.groups())
                  .containsExactly(
                      new ListedMonitor.Group(
                          List.of("host:a"),
                          Level.ALERT,
                          Instant.ofEpochSecond(1770000000),
                          Instant.ofEpochSecond(1770000001)),
                      new ListedMonitor.Group(
                          List.of("host:c"),
                          Level.NO_DATA,
                          Instant.ofEpochSecond(1770000002),
                          null));
              assertThat(shown.monitors())
                  .extracting(ListedMonitor::silenced)
                  .containsExactly(false, true, true);
            });
    assertThat(Answers.monitors(Answers.reply(200, name -> null, "{\"errors\":[]}")))
        .isInstanceOf(MonitorPart.Failed.class);
  }

  @Test
  void little_of_an_allowance_is_left_to_what_people_wait_for() {
    var headers =
        Map.of("X-RateLimit-Limit", "100", "X-RateLimit-Remaining", "19", "X-RateLimit-Reset", "7");
    assertThat(Answers.part(Answers.reply(200, headers::get, "{\"data\":[]}")))
        .isEqualTo(new Listing.Part(List.of(), Optional.of(Duration.ofSeconds(7))));
    assertThat(Answers.part(Answers.reply(200, name -> null, "{\"data\":[]}")))
        .isEqualTo(new Listing.Part(List.of(), Optional.empty()));
  }

  @Test
  void updates_are_as_specified() throws IOException {
    for (var wish :
        List.of(
            RESOLVED,
            new Wish.Write(Field.PRIORITY, "SEV-2"),
            new Wish.Write(Field.TITLE, "DNS"))) {
      assertThat(problems("IncidentUpdateRequest", IncidentJson.update(UUID, wish))).isEmpty();
    }
    assertThat(problems("IncidentUpdateRequest", "{\"data\":{\"type\":\"incident\"}}"))
        .isNotEmpty();
  }

  @Test
  void notes_and_those_to_notify_are_as_specified() throws IOException {
    var note = new Wish.Note(Ids.derive("test", "note"), Instant.EPOCH, "Ana: rolled back");
    assertThat(problems("IncidentTodoCreateRequest", TodoJson.create(note))).isEmpty();
    var handles =
        List.of(Handle.of("Ana", "ana@demo.example"), new Handle(null, "@slack-incidents"));
    assertThat(problems("IncidentUpdateRequest", IncidentJson.notify(UUID, handles))).isEmpty();
  }

  @Test
  void our_notes_are_found_again_by_their_mark() throws IOException {
    var note = new Wish.Note(Ids.derive("test", "note"), Instant.EPOCH, "Ana: rolled back");
    var content = json(TodoJson.create(note)).at("/data/attributes/content");
    var recorded =
        (ObjectNode)
            json(
                cassette("Create_an_incident_todo_returns_CREATED_response")
                    .get(1)
                    .at("/httpResponse/body")
                    .asText());
    var list = "{\"data\":[%s]}";
    assertThat(TodoJson.find(list.formatted(recorded.get("data")), note.mark()))
        .contains(Optional.empty());
    ((ObjectNode) recorded.at("/data/attributes")).set("content", content);
    assertThat(TodoJson.find(list.formatted(recorded.get("data")), note.mark()))
        .contains(Optional.of(recorded.at("/data/id").asText()));
    assertThat(TodoJson.find("<html>", note.mark())).isEmpty();
  }

  @Test
  void resolving_is_written_as_in_the_recording() throws IOException {
    var recorded = cassette("Update_an_existing_incident_returns_OK_response").get(1);
    var sent = json(recorded.at("/httpRequest/body/json").asText());
    var ours = json(IncidentJson.update(UUID, RESOLVED));
    assertThat(ours.at("/data/attributes/fields")).isEqualTo(sent.at("/data/attributes/fields"));
    assertThat(ours.at("/data/type")).isEqualTo(sent.at("/data/type"));
    assertThat(ours.at("/data/id")).isEqualTo(sent.at("/data/id"));
  }

  @Test
  void recorded_incidents_are_understood() throws IOException {
    var update = cassette("Update_an_existing_incident_returns_OK_response").get(1);
    assertThat(answer(update.get("httpResponse")))
        .isInstanceOfSatisfying(
            Answer.Shown.class,
            shown -> {
              assertThat(shown.incident().uuid()).isEqualTo(UUID);
              assertThat(shown.incident().state()).isEqualTo("resolved");
              assertThat(shown.incident().severity()).isEqualTo("UNKNOWN");
              assertThat(shown.incident().modified())
                  .isEqualTo(Instant.parse("2026-02-23T14:07:14.040951Z"));
              assertThat(shown.incident().modifiedBy()).isEqualTo("frog@datadoghq.com");
            });
    var read = cassette("Get_the_details_of_an_incident_returns_OK_response").get(1);
    assertThat(answer(read.get("httpResponse"))).isInstanceOf(Answer.Shown.class);
  }

  @Test
  void recorded_refusals_are_told_in_datadogs_words() throws IOException {
    var missing = cassette("Create_an_incident_impact_returns_Not_Found_response");
    assertThat(answer(missing.get(missing.size() - 1).get("httpResponse")))
        .isInstanceOfSatisfying(
            Answer.Refused.class,
            refused -> {
              assertThat(refused.status()).isEqualTo(404);
              assertThat(refused.reason()).isNotBlank().doesNotContain("{");
            });
  }

  @Test
  void the_recorded_rate_limit_says_how_long_to_wait() throws IOException {
    var limited = cassette("RetryTest.retryWithDashboardListItemGetTest429").get(1);
    assertThat(answer(limited.get("httpResponse")))
        .isEqualTo(new Answer.Throttled(Duration.ofSeconds(1)));
  }

  @Test
  void both_shapes_of_errors_are_read() {
    assertThat(Answers.reason("{\"errors\":[\"Monitor not found\"]}"))
        .isEqualTo("Monitor not found");
    assertThat(
            Answers.reason(
                "{\"errors\":[{\"title\":\"Generic Error\",\"detail\":\"rule not found\"}]}"))
        .isEqualTo("Generic Error: rule not found");
    assertThat(Answers.reason("<html>bad gateway</html>")).isEqualTo("<html>bad gateway</html>");
  }

  @Test
  void each_status_says_who_must_act() {
    assertThat(read(503, name -> null, "")).isInstanceOf(Answer.Unavailable.class);
    assertThat(read(401, name -> null, "")).isInstanceOf(Answer.Unauthorized.class);
    assertThat(read(302, name -> null, "")).isInstanceOf(Answer.Refused.class);
    assertThat(read(429, name -> null, "")).isEqualTo(new Answer.Throttled(Duration.ofSeconds(10)));
    assertThat(read(429, name -> "soon", ""))
        .isEqualTo(new Answer.Throttled(Duration.ofSeconds(10)));
    assertThat(read(200, name -> null, "{\"data\":{}}")).isInstanceOf(Answer.Unavailable.class);
  }

  @Test
  void the_last_request_of_an_allowance_asks_for_a_pause() {
    var body = "{\"data\":{\"id\":\"%s\",\"attributes\":{\"state\":\"active\"}}}".formatted(UUID);
    var headers = Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "4");
    assertThat(read(200, headers::get, body))
        .isInstanceOfSatisfying(
            Answer.Shown.class, shown -> assertThat(shown.pause()).contains(Duration.ofSeconds(4)));
    assertThat(read(200, name -> null, body))
        .isInstanceOfSatisfying(
            Answer.Shown.class, shown -> assertThat(shown.pause()).isEqualTo(Optional.empty()));
  }

  private static Answer read(
      int status, Function<String, @Nullable String> header, @Nullable String body) {
    return Answers.one(Answers.reply(status, header, body));
  }

  private static Answer answer(JsonNode response) {
    return Answers.one(reply(response));
  }

  private static Reply reply(JsonNode response) {
    var headers = response.path("headers");
    return Answers.reply(
        response.get("statusCode").asInt(),
        name -> headers.path(name.toLowerCase(Locale.ROOT)).path(0).asText(null),
        response.path("body").asText());
  }

  private static List<Error> problems(String schema, String body) throws IOException {
    return problems("v2", schema, body);
  }

  /** What a version of Datadog's specification finds wrong with a body. */
  static List<Error> problems(String version, String schema, String body) throws IOException {
    var options = new LoaderOptions();
    options.setCodePointLimit(10_000_000);
    var yaml = YAMLMapper.builder(YAMLFactory.builder().loaderOptions(options).build()).build();
    var root = EventCodec.mapper().createObjectNode();
    root.put("$ref", "#/components/schemas/" + schema);
    root.set(
        "components", read(yaml, "openapi-%s-subset.yaml".formatted(version)).get("components"));
    return SchemaRegistry.withDialect(Dialects.getOpenApi30()).getSchema(root).validate(json(body));
  }

  private static JsonNode cassette(String name) throws IOException {
    return cassette("v2", name);
  }

  /** Calls to the real Datadog, as they were recorded. */
  static JsonNode cassette(String version, String name) throws IOException {
    return read(EventCodec.mapper(), "cassettes/%s/%s.json".formatted(version, name));
  }

  private static JsonNode read(ObjectMapper mapper, String name) throws IOException {
    var file = SHARED.resolve(name);
    assumeTrue(
        Files.exists(file),
        "skipped: Datadog's specification and recordings are not beside the repository");
    return mapper.readTree(file.toFile());
  }

  static JsonNode json(String text) throws IOException {
    return EventCodec.mapper().readTree(text);
  }
}
