package io.taskcall.sync.datadog;

import static io.taskcall.sync.datadog.ContractTest.cassette;
import static org.assertj.core.api.Assertions.assertThat;

import com.datadog.api.client.AbstractOpenApiSchema;
import com.datadog.api.client.JSON;
import com.datadog.api.client.UnparsedObject;
import com.datadog.api.client.v1.model.EventCreateRequest;
import com.datadog.api.client.v1.model.EventListResponse;
import com.datadog.api.client.v1.model.Monitor;
import com.datadog.api.client.v2.model.DowntimeCreateRequest;
import com.datadog.api.client.v2.model.DowntimeResourceType;
import com.datadog.api.client.v2.model.DowntimeResponseAttributes;
import com.datadog.api.client.v2.model.DowntimeResponseData;
import com.datadog.api.client.v2.model.DowntimeScheduleOneTimeCreateUpdateRequest;
import com.datadog.api.client.v2.model.DowntimeScheduleOneTimeResponse;
import com.datadog.api.client.v2.model.DowntimeScheduleResponse;
import com.datadog.api.client.v2.model.DowntimeScheduleUpdateRequest;
import com.datadog.api.client.v2.model.DowntimeStatus;
import com.datadog.api.client.v2.model.DowntimeUpdateRequest;
import com.datadog.api.client.v2.model.DowntimeUpdateRequestAttributes;
import com.datadog.api.client.v2.model.DowntimeUpdateRequestData;
import com.datadog.api.client.v2.model.IncidentCreateRequest;
import com.datadog.api.client.v2.model.IncidentResponse;
import com.datadog.api.client.v2.model.IncidentTodoCreateRequest;
import com.datadog.api.client.v2.model.IncidentTodoResponse;
import com.datadog.api.client.v2.model.IncidentUpdateRequest;
import com.datadog.api.client.v2.model.IncidentsResponse;
import com.datadog.api.client.v2.model.ListDowntimesResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.taskcall.codec.EventCodec;
import io.taskcall.contracts.DatadogChange.Field;
import io.taskcall.contracts.Ids;
import io.taskcall.sync.domain.DatadogIncident;
import io.taskcall.sync.domain.DowntimeThere;
import io.taskcall.sync.domain.Handle;
import io.taskcall.sync.domain.Wish;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Holds what we write and read to the models of Datadog's own Java client: it understands all of
 * what we send, and we understand what it writes as we do what Datadog does.
 */
class OfficialClientTest {
  private static final ObjectMapper CLIENT = new JSON().getMapper();
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final String UUID_THERE = "a6250371-3453-5a56-b302-93500bfb7e41";
  private static final UUID INCIDENT = Ids.derive("test", "incident");

  @Test
  void updates_and_declarations_of_incidents_are_understood_whole() throws IOException {
    for (var wish :
        List.of(
            new Wish.Write(Field.STATUS, "resolved"),
            new Wish.Write(Field.PRIORITY, "SEV-2"),
            new Wish.Write(Field.TITLE, "DNS"))) {
      understoodWhole(IncidentJson.update(UUID_THERE, wish), IncidentUpdateRequest.class);
    }
    var handles = List.of(Handle.of("Ana", "ana@demo.example"), new Handle(null, "@slack-x"));
    understoodWhole(IncidentJson.notify(UUID_THERE, handles), IncidentUpdateRequest.class);
    var create =
        new Wish.Create("Slow", "SEV-2", List.of("checkout"), List.of("pay"), "from TaskCall");
    understoodWhole(IncidentJson.create(create), IncidentCreateRequest.class);
  }

  @Test
  void notes_events_and_downtimes_are_understood_whole() throws IOException {
    var id = Ids.derive("test", "event");
    understoodWhole(
        TodoJson.create(new Wish.Note(id, NOON, "rolled back")), IncidentTodoCreateRequest.class);
    understoodWhole(
        EventJson.create(new Wish.Comment(id, NOON, "7", List.of("host:a"), "resolved")),
        EventCreateRequest.class);
    var downtime = new Wish.Downtime("7", List.of("host:a"), NOON);
    understood(DowntimeJson.create(downtime, INCIDENT, NOON), DowntimeCreateRequest.class);
  }

  /** It takes a schedule of one end for two kinds of schedules, so it is asked to write one. */
  @Test
  void the_end_of_a_downtime_is_changed_as_it_would() throws IOException {
    var schedule = new DowntimeScheduleOneTimeCreateUpdateRequest();
    schedule.setEnd(NOON.atOffset(ZoneOffset.UTC));
    var attributes =
        new DowntimeUpdateRequestAttributes().schedule(new DowntimeScheduleUpdateRequest(schedule));
    var request =
        new DowntimeUpdateRequest(
            new DowntimeUpdateRequestData(attributes, "id", DowntimeResourceType.DOWNTIME));
    var theirs = tree(CLIENT.writeValueAsString(request));
    var ours = tree(DowntimeJson.until("id", NOON));
    var end = "/data/attributes/schedule/end";
    assertThat(OffsetDateTime.parse(theirs.at(end).asText()).toInstant())
        .isEqualTo(OffsetDateTime.parse(ours.at(end).asText()).toInstant());
    for (var both : List.of(theirs, ours)) {
      ((ObjectNode) both.at("/data/attributes/schedule")).remove("end");
    }
    assertThat(holds(theirs, ours)).as("%s holds %s", theirs, ours).isTrue();
  }

  @Test
  void what_it_does_not_understand_is_noticed() throws IOException {
    var wrong =
        CLIENT.readValue(
            "{\"data\":{\"id\":\"x\",\"type\":\"incident\",\"attributes\":{\"titel\":\"DNS\"}}}",
            IncidentUpdateRequest.class);
    assertThat(notUnderstood(wrong)).isNotEmpty();
  }

  @Test
  void recorded_incidents_mean_the_same_once_it_has_written_them() throws IOException {
    var seen = new ArrayList<DatadogIncident>();
    for (var body : bodies("v2", "Update_an_existing_incident_returns_OK_response")) {
      var again = CLIENT.writeValueAsString(CLIENT.readValue(body, IncidentResponse.class));
      var ours = IncidentJson.read(body).map(OfficialClientTest::inMillis);
      assertThat(IncidentJson.read(again).map(OfficialClientTest::inMillis)).isEqualTo(ours);
      ours.ifPresent(seen::add);
    }
    assertThat(seen).isNotEmpty().allSatisfy(one -> assertThat(one.modified()).isNotNull());
  }

  @Test
  void recorded_lists_mean_the_same_once_it_has_written_them() throws IOException {
    int listed = 0;
    for (var body : bodies("v2", "Get_a_list_of_incidents_returns_OK_response")) {
      var ours = IncidentJson.readAll(body).map(OfficialClientTest::inMillis);
      if (ours.isPresent() && !ours.get().isEmpty()) {
        var again = CLIENT.writeValueAsString(CLIENT.readValue(body, IncidentsResponse.class));
        assertThat(IncidentJson.readAll(again).map(OfficialClientTest::inMillis)).isEqualTo(ours);
        listed += ours.get().size();
      }
    }
    assertThat(listed).isPositive();
  }

  @Test
  void recorded_monitors_mean_the_same_once_it_has_written_them() throws IOException {
    int seen = 0;
    for (var body : bodies("v1", "Get_a_monitor_s_details_returns_OK_response")) {
      var ours = MonitorJson.read(body);
      if (ours.isPresent() && body.contains("\"query\"")) {
        var again = CLIENT.writeValueAsString(CLIENT.readValue(body, Monitor.class));
        assertThat(MonitorJson.read(again)).isEqualTo(ours);
        seen++;
      }
    }
    assertThat(seen).isPositive();
    var alerting =
        "{\"id\":7,\"type\":\"query alert\",\"query\":\"q\",\"priority\":2,\"state\":{\"groups\":"
            + "{\"host:a\":{\"status\":\"OK\",\"last_resolved_ts\":1770000000}}}}";
    var again = CLIENT.writeValueAsString(CLIENT.readValue(alerting, Monitor.class));
    assertThat(MonitorJson.read(again)).isPresent().isEqualTo(MonitorJson.read(alerting));
  }

  @Test
  void recorded_tasks_and_events_mean_the_same_once_it_has_written_them() throws IOException {
    var todo = bodies("v2", "Create_an_incident_todo_returns_CREATED_response").get(1);
    var again = CLIENT.writeValueAsString(CLIENT.readValue(todo, IncidentTodoResponse.class));
    var list = "{\"data\":[%s]}";
    var mark = "Restore lost data.";
    assertThat(TodoJson.find(list.formatted(tree(again).path("data")), mark))
        .isEqualTo(TodoJson.find(list.formatted(tree(todo).path("data")), mark))
        .hasValueSatisfying(found -> assertThat(found).isPresent());
    var events =
        bodies("v1", "EventsApiTest.eventLifecycleTest").stream()
            .filter(body -> body.contains("\"events\""))
            .findFirst()
            .orElseThrow();
    var tag = tree(events).at("/events/0/tags/0").asText();
    var written = CLIENT.writeValueAsString(CLIENT.readValue(events, EventListResponse.class));
    assertThat(EventJson.find(written, tag)).isEqualTo(EventJson.find(events, tag)).isPresent();
  }

  @Test
  void downtimes_that_it_writes_are_read() throws IOException {
    var end = NOON.atOffset(ZoneOffset.UTC);
    var schedule = new DowntimeScheduleOneTimeResponse(end.minusHours(1)).end(end);
    var attributes =
        new DowntimeResponseAttributes()
            .message("Left alone in TaskCall " + DowntimeJson.mark(INCIDENT))
            .status(DowntimeStatus.ACTIVE)
            .schedule(new DowntimeScheduleResponse(schedule));
    var response =
        new ListDowntimesResponse()
            .addDataItem(new DowntimeResponseData().id("7").attributes(attributes))
            .addDataItem(new DowntimeResponseData().id("8"));
    assertThat(DowntimeJson.read(CLIENT.writeValueAsString(response), INCIDENT))
        .contains(new DowntimeJson.Part(2, List.of(new DowntimeThere("7", NOON))));
  }

  /** It is read without rest, and written again all of it is there. */
  private static void understoodWhole(String body, Class<?> model) throws IOException {
    var read = understood(body, model);
    var written = tree(CLIENT.writeValueAsString(read));
    assertThat(holds(written, tree(body))).as("%s holds %s", written, body).isTrue();
  }

  /** It may add what holds unless said. */
  private static boolean holds(JsonNode whole, JsonNode part) {
    if (part.isObject()) {
      return part.properties().stream()
          .allMatch(field -> holds(whole.path(field.getKey()), field.getValue()));
    }
    if (part.isArray()) {
      return whole.size() == part.size()
          && IntStream.range(0, part.size()).allMatch(i -> holds(whole.get(i), part.get(i)));
    }
    return whole.equals(part);
  }

  private static Object understood(String body, Class<?> model) throws IOException {
    var read = CLIENT.readValue(body, model);
    assertThat(notUnderstood(read)).as(body).isEmpty();
    return read;
  }

  private static List<String> notUnderstood(Object read) {
    var found = new ArrayList<String>();
    look(read.getClass().getSimpleName(), read, found);
    return found;
  }

  /** Looks for what the models keep of what they do not know. */
  private static void look(String at, @Nullable Object value, List<String> found) {
    switch (value) {
      case null -> {}
      case UnparsedObject _ -> found.add(at);
      case AbstractOpenApiSchema choice -> look(at, choice.getActualInstance(), found);
      case Collection<?> list -> list.forEach(one -> look(at + "[]", one, found));
      case Map<?, ?> map -> map.forEach((key, one) -> look(at + "." + key, one, found));
      case Object model when model.getClass().getName().startsWith("com.datadog.") ->
          lookInto(at, model, found);
      case Object _ -> {}
    }
  }

  private static void lookInto(String at, Object model, List<String> found) {
    for (Class<?> type = model.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (var field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          continue;
        }
        try {
          field.setAccessible(true);
          var value = field.get(model);
          boolean rest =
              switch (field.getName()) {
                case "unparsed" -> Boolean.TRUE.equals(value);
                case "additionalProperties" -> value instanceof Map<?, ?> map && !map.isEmpty();
                default -> false;
              };
          if (rest) {
            found.add(at + "." + field.getName() + " " + value);
          } else {
            look(at + "." + field.getName(), value, found);
          }
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
  }

  private static List<String> bodies(String version, String name) throws IOException {
    return cassette(version, name)
        .valueStream()
        .map(call -> call.at("/httpResponse/body").asText(""))
        .filter(body -> body.startsWith("{") || body.startsWith("["))
        .toList();
  }

  private static List<DatadogIncident> inMillis(List<DatadogIncident> incidents) {
    return incidents.stream().map(OfficialClientTest::inMillis).toList();
  }

  /** The client's clock is coarser than Datadog's. */
  private static DatadogIncident inMillis(DatadogIncident incident) {
    return new DatadogIncident(
        incident.uuid(),
        incident.publicId(),
        incident.title(),
        incident.state(),
        incident.severity(),
        inMillis(incident.created()),
        inMillis(incident.modified()),
        incident.modifiedBy(),
        incident.handles());
  }

  private static @Nullable Instant inMillis(@Nullable Instant time) {
    return Optional.ofNullable(time).map(at -> at.truncatedTo(ChronoUnit.MILLIS)).orElse(null);
  }

  private static JsonNode tree(String json) throws JsonProcessingException {
    return EventCodec.mapper().readTree(json);
  }
}
