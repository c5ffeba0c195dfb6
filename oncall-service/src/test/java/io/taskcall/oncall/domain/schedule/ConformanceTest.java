package io.taskcall.oncall.domain.schedule;

import static io.taskcall.oncall.domain.schedule.ConformanceCase.instant;
import static io.taskcall.oncall.domain.schedule.ConformanceCase.list;
import static io.taskcall.oncall.domain.schedule.ConformanceCase.people;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.taskcall.oncall.domain.rotation.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What four other products' own tests say about who is on call. Cases are read from the folder in
 * the system property {@code conformance.schedules}, or else from those committed here.
 */
class ConformanceTest {
  private static final Path COMMITTED = Path.of("src/test/resources/conformance/schedules");
  private static final AtomicInteger POINTS = new AtomicInteger();
  private static final AtomicInteger EXPECTATIONS = new AtomicInteger();

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("expectations")
  void conforms(String id, String expectation, ConformanceCase given) {
    var expected = given.expected().get(expectation);
    int points =
        switch (expectation) {
          case "on_call" -> onCall(given, expected);
          case "handoffs" -> handoffs(given, list(expected, ConformanceCase::instant));
          case "handoffs_local" -> handoffsLocal(given, expected);
          case "next_handoff" -> nextHandoff(given, expected);
          case "shift_start" -> shiftStart(given, expected);
          case "shift_start_containing_or_next" -> containingOrNext(given, expected, true);
          case "shift_end_containing_or_next" -> containingOrNext(given, expected, false);
          case "shifts" -> shifts(given, expected);
          case "gaps" -> gaps(given, expected);
          case "shift_start_dates" -> shiftStartDates(given, expected);
          case "segments" -> segments(given, expected);
          default -> throw new IllegalArgumentException("unknown expectation " + expectation);
        };
    POINTS.addAndGet(points);
    EXPECTATIONS.incrementAndGet();
  }

  @AfterAll
  static void say_how_much_was_checked() {
    System.out.println(
        "on-call conformance: " + EXPECTATIONS + " expectations, " + POINTS + " points checked");
  }

  static List<Arguments> expectations() throws IOException {
    var folder = Optional.ofNullable(System.getProperty("conformance.schedules"));
    var mapper = new ObjectMapper();
    var expectations = new ArrayList<Arguments>();
    try (var files = Files.list(folder.map(Path::of).orElse(COMMITTED))) {
      for (var file : files.filter(path -> path.toString().endsWith(".json")).sorted().toList()) {
        for (var json : mapper.readTree(file.toFile()).get("cases")) {
          var given = ConformanceCase.of(json);
          given
              .expected()
              .fieldNames()
              .forEachRemaining(name -> {
                if (!name.equals("note")) {
                  expectations.add(Arguments.of(given.id(), name, given));
                }
              });
        }
      }
    }
    return expectations;
  }

  private static int onCall(ConformanceCase given, JsonNode expected) {
    for (var point : expected) {
      var at = instant(point.get("at"));
      assertThat(who(given.schedule(), at)).as("at %s", at).isEqualTo(people(point.get("who")));
    }
    return expected.size();
  }

  /** Handoffs are those of the rotation, whoever it is. */
  private static int handoffs(ConformanceCase given, List<Instant> expected) {
    var window = new Window(expected.getFirst(), expected.getLast().plusNanos(1));
    var shifts = FinalSchedule.of(given.schedule(), window).shifts();
    assertThat(shifts.stream().map(shift -> shift.during().start())).isEqualTo(expected);
    assertThat(OnCall.at(given.schedule(), expected.getFirst()).during().start())
        .isEqualTo(expected.getFirst());
    return expected.size();
  }

  private static int handoffsLocal(ConformanceCase given, JsonNode expected) {
    var handoffs = list(given.expected().get("handoffs"), ConformanceCase::instant);
    assertThat(handoffs.stream().map(handoff -> handoff.atZone(given.zone()).toOffsetDateTime()))
        .isEqualTo(list(expected, text -> OffsetDateTime.parse(text.asText())));
    return handoffs(given, list(expected, ConformanceCase::instant));
  }

  private static int nextHandoff(ConformanceCase given, JsonNode expected) {
    for (var point : expected) {
      assertThat(
              Handoff.after(given.schedule(), instant(point.get("after")), Instant.MAX)
                  .map(Handoff::at))
          .contains(instant(point.get("handoff")));
    }
    return expected.size();
  }

  private static int shiftStart(ConformanceCase given, JsonNode expected) {
    for (var point : expected) {
      assertThat(OnCall.at(given.schedule(), instant(point.get("at"))).during().start())
          .isEqualTo(instant(point.get("start")));
    }
    return expected.size();
  }

  private static int containingOrNext(ConformanceCase given, JsonNode expected, boolean start) {
    for (var point : expected) {
      var shift = containingOrNext(given.schedule(), instant(point.get("at")));
      assertThat(start ? shift.start() : shift.end())
          .as("at %s", point.get("at"))
          .isEqualTo(instant(point.get("value")));
    }
    return expected.size();
  }

  private static Window containingOrNext(Schedule schedule, Instant at) {
    return switch (OnCall.at(schedule, at)) {
      case OnCall.People people -> people.during();
      case OnCall.Nobody nobody -> OnCall.at(schedule, nobody.during().end()).during();
    };
  }

  /** Within a window that the case names, these shifts and no others; else at least these. */
  private static int shifts(ConformanceCase given, JsonNode expected) {
    var wanted = list(expected, ConformanceTest::expectedShift);
    var named = given.window();
    var range = named.orElseGet(() -> around(wanted));
    var found = found(FinalSchedule.of(given.schedule(), range));
    if (named.isPresent()) {
      assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
    } else {
      assertThat(found).containsAll(wanted);
    }
    return wanted.size();
  }

  private static int gaps(ConformanceCase given, JsonNode expected) {
    var range = given.window().orElseThrow();
    var shown =
        FinalSchedule.of(given.schedule(), range).gaps().stream()
            .filter(gap -> !expected.isEmpty() || isBetweenShifts(given, gap))
            .toList();
    assertThat(shown).isEqualTo(list(expected, ConformanceCase::window));
    return Math.max(1, expected.size());
  }

  private static boolean isBetweenShifts(ConformanceCase given, Window gap) {
    var range = given.window().orElseThrow();
    return !gap.start().equals(range.start()) && !gap.end().equals(range.end());
  }

  private static int shiftStartDates(ConformanceCase given, JsonNode expected) {
    var dates = new ArrayList<String>();
    expected.fieldNames().forEachRemaining(dates::add);
    var last = LocalDate.parse(dates.stream().max(String::compareTo).orElseThrow());
    var start = given.input().get("layers").get(0).get("rotation").get("start");
    var range =
        new Window(instant(start), last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    var found =
        FinalSchedule.of(given.schedule(), range).shifts().stream()
            .map(shift ->
                new Expected(
                    Window.from(shift.during().start().truncatedTo(ChronoUnit.DAYS)),
                    Set.copyOf(shift.duty().people())));
    var wanted =
        dates.stream()
            .map(date ->
                new Expected(
                    Window.from(Instant.parse(date + "T00:00:00Z")),
                    Set.of(ConformanceCase.person(expected.get(date).asText()))));
    assertThat(found).containsExactlyInAnyOrderElementsOf(wanted.toList());
    return dates.size();
  }

  /** The engine that recorded these leaves a second, or the last milliseconds, between shifts. */
  private static int segments(ConformanceCase given, JsonNode expected) {
    var wanted =
        list(expected, ConformanceTest::expectedShift).stream()
            .map(shift ->
                new Expected(
                    new Window(
                        shift.during().start().truncatedTo(ChronoUnit.MINUTES),
                        shift.during().end().plusSeconds(1).truncatedTo(ChronoUnit.MINUTES)),
                    shift.who()))
            .toList();
    var range = new Window(given.window().orElseThrow().start(), wanted.getLast().during().end());
    assertThat(found(FinalSchedule.of(given.schedule(), range))).containsExactlyElementsOf(wanted);
    return wanted.size();
  }

  private static List<Expected> found(FinalSchedule schedule) {
    return schedule.shifts().stream()
        .map(shift -> new Expected(shift.during(), Set.copyOf(shift.duty().people())))
        .toList();
  }

  private static Window around(List<Expected> shifts) {
    var start = shifts.stream().map(shift -> shift.during().start()).min(Instant::compareTo);
    var end = shifts.stream().map(shift -> shift.during().end()).max(Instant::compareTo);
    var day = Duration.ofDays(1);
    return new Window(start.orElseThrow().minus(day), end.orElseThrow().plus(day));
  }

  private static Expected expectedShift(JsonNode json) {
    return new Expected(ConformanceCase.window(json), people(json.get("who")));
  }

  private static Set<UUID> who(Schedule schedule, Instant at) {
    return switch (OnCall.at(schedule, at)) {
      case OnCall.People people -> Set.copyOf(people.userIds());
      case OnCall.Nobody _ -> Set.of();
    };
  }

  private record Expected(Window during, Set<UUID> who) {}
}
