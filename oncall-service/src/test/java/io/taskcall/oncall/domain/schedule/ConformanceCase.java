package io.taskcall.oncall.domain.schedule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.taskcall.oncall.domain.rotation.Hours;
import io.taskcall.oncall.domain.rotation.Restriction;
import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.rotation.ShiftLength;
import io.taskcall.oncall.domain.rotation.Turns;
import io.taskcall.oncall.domain.rotation.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One of the cases in JSON: what it puts in, as a schedule, and what it expects. */
record ConformanceCase(String id, JsonNode input, JsonNode expected, String semantics) {
  private static final Map<String, DayOfWeek> DAYS =
      Stream.of(DayOfWeek.values())
          .collect(Collectors.toMap(day -> day.name().substring(0, 2), Function.identity()));

  static ConformanceCase of(JsonNode json) {
    return new ConformanceCase(
        json.get("id").asText(),
        json.get("input"),
        json.get("expected"),
        json.get("semantics").asText());
  }

  static UUID person(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  static Instant instant(JsonNode text) {
    return OffsetDateTime.parse(text.asText()).toInstant();
  }

  static Set<UUID> people(JsonNode names) {
    return Set.copyOf(list(names, name -> person(name.asText())));
  }

  static Window window(JsonNode startAndEnd) {
    return new Window(instant(startAndEnd.get("start")), instant(startAndEnd.get("end")));
  }

  static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
    var list = new ArrayList<T>();
    array.forEach(node -> list.add(read.apply(node)));
    return list;
  }

  ZoneId zone() {
    return ZoneId.of(input.get("time_zone").asText());
  }

  Optional<Window> window() {
    return input.has("window") ? Optional.of(window(input.get("window"))) : Optional.empty();
  }

  Schedule schedule() {
    var layers = new ArrayList<Layer>();
    for (var layer : input.get("layers")) {
      layers.add(layer(String.valueOf(layers.size()), layer));
    }
    return new Schedule(
        person(id), person("organization"), id, zone(), options(), layers, changes());
  }

  private Options options() {
    return switch (semantics) {
      case "rotation-wallclock", "schedule-rules" ->
          new Options(Hours.BY_CLOCK, Options.Layers.UNITED, Options.Restricted.TURN_IS_LOST);
      case "layered-rotations" ->
          new Options(Hours.ELAPSED, Options.Layers.BY_PRIORITY, Options.Restricted.TURN_IS_KEPT);
      case "calendar-shifts", "calendar-shifts+priority", "calendar-shifts+swaps" ->
          new Options(Hours.ELAPSED, Options.Layers.BY_PRIORITY, Options.Restricted.TURN_IS_LOST);
      default -> throw new IllegalArgumentException("unknown semantics " + semantics);
    };
  }

  private Layer layer(String name, JsonNode json) {
    var rotation = json.path("rotation");
    var zone = rotation.has("time_zone") ? ZoneId.of(rotation.get("time_zone").asText()) : zone();
    var groups = list(json.get("participants"), group -> list(group, who -> person(who.asText())));
    var layer =
        Layer.of(name, zone, rotation(rotation, zone), groups)
            .restrictedTo(list(json.path("restrictions"), ConformanceCase::restriction))
            .during(
                new Window(
                    json.has("rotation_start") ? instant(json.get("rotation_start")) : Instant.MIN,
                    json.has("until") ? instant(json.get("until")) : Instant.MAX))
            .withPriority(json.path("priority").asInt());
    if (json.has("shift_duration")) {
      layer = layer.lasting(length(json.get("shift_duration").asText()));
    }
    if (json.has("anchor")) {
      var anchor = json.get("anchor");
      layer =
          layer.knowing(new Turns.Known(instant(anchor.get("at")), anchor.get("index").asInt()));
    }
    return layer;
  }

  private static Rotation rotation(JsonNode json, ZoneId zone) {
    if (json.isMissingNode()) {
      return new Rotation.Never();
    }
    var start = local(json.get("start"), zone);
    var type = json.get("type").asText();
    if (type.equals("single")) {
      return new Rotation.Once(start);
    }
    var unit = Rotation.Unit.valueOf(type.toUpperCase(Locale.ROOT));
    int interval = json.get("interval").asInt();
    if (!json.path("by_day").isEmpty()) {
      var days = Set.copyOf(list(json.get("by_day"), ConformanceCase::day));
      var weekStart = json.has("week_start") ? day(json.get("week_start")) : DayOfWeek.MONDAY;
      return new Rotation.OnWeekdays(unit, interval, start, days, weekStart);
    }
    if (!json.path("by_month_day").isEmpty()) {
      var days = Set.copyOf(list(json.get("by_month_day"), JsonNode::asInt));
      return new Rotation.OnMonthDays(interval, start, days);
    }
    var first =
        json.has("first_handoff")
            ? Optional.of(local(json.get("first_handoff"), zone))
            : Optional.<LocalDateTime>empty();
    return new Rotation.Every(unit, interval, start, first);
  }

  private static Restriction restriction(JsonNode json) {
    var start = LocalTime.parse(json.get("start").asText());
    var end = LocalTime.parse(json.get("end").asText());
    return json.has("from_day")
        ? new Restriction.Weekly(day(json.get("from_day")), start, day(json.get("to_day")), end)
        : new Restriction.Daily(
            Set.copyOf(list(json.get("days"), ConformanceCase::day)), start, end);
  }

  private static ShiftLength length(String text) {
    boolean local = text.endsWith("(local)");
    var length = Duration.parse(text.replace("(local)", ""));
    return new ShiftLength.Fixed(length, local ? Hours.BY_CLOCK : Hours.ELAPSED);
  }

  private Changes changes() {
    return new Changes(
        list(input.path("overrides"), ConformanceCase::override),
        list(input.path("temporary_schedules"), ConformanceCase::temporary),
        list(input.path("swaps"), ConformanceCase::swap));
  }

  private static ScheduleOverride override(JsonNode json) {
    var id = person(json.toString());
    return json.has("replace_all")
        ? new ScheduleOverride.Everybody(
            id,
            window(json),
            List.copyOf(people(json.get("replace_all"))),
            json.get("priority").asInt())
        : new ScheduleOverride.People(
            id, window(json), people(json.get("remove")), List.copyOf(people(json.get("add"))));
  }

  private static TemporarySchedule temporary(JsonNode json) {
    var shifts =
        list(
            json.get("shifts"),
            shift ->
                new TemporarySchedule.Planned(
                    window(shift), List.copyOf(people(shift.get("who")))));
    return new TemporarySchedule(person(json.toString()), window(json), shifts);
  }

  private static Swap swap(JsonNode json) {
    var by = json.get("taken_by");
    var state = by.isNull() ? new Swap.State.Offered() : new Swap.State.Taken(person(by.asText()));
    return new Swap(
        person(json.toString()), window(json), person(json.get("beneficiary").asText()), state);
  }

  private static DayOfWeek day(JsonNode twoLetters) {
    return DAYS.get(twoLetters.asText());
  }

  private static LocalDateTime local(JsonNode text, ZoneId zone) {
    return LocalDateTime.ofInstant(instant(text), zone);
  }
}
