package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Hours;
import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.rotation.Window;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/** People and schedules to try things on. */
final class Team {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final ZoneId UTC = ZoneId.of("UTC");
  static final UUID ANA = new UUID(0, 1);
  static final UUID BEN = new UUID(0, 2);
  static final UUID CHLOE = new UUID(0, 3);
  static final UUID DAN = new UUID(0, 4);
  static final List<List<UUID>> ANA_BEN = List.of(List.of(ANA), List.of(BEN));
  static final List<List<UUID>> ANA_BEN_CHLOE = List.of(List.of(ANA), List.of(BEN), List.of(CHLOE));

  static final Options BY_CLOCK =
      new Options(Hours.BY_CLOCK, Options.Layers.BY_PRIORITY, Options.Restricted.TURN_IS_LOST);
  static final Options KEEPING =
      new Options(Hours.ELAPSED, Options.Layers.BY_PRIORITY, Options.Restricted.TURN_IS_KEPT);
  static final Options UNITED =
      new Options(Hours.ELAPSED, Options.Layers.UNITED, Options.Restricted.TURN_IS_LOST);

  private Team() {}

  static Rotation.Every every(Rotation.Unit unit, int interval, String start) {
    return new Rotation.Every(unit, interval, LocalDateTime.parse(start));
  }

  static Layer always(String name, UUID... people) {
    return Layer.of(name, UTC, new Rotation.Never(), List.of(List.of(people)));
  }

  static Schedule schedule(Options options, Layer... layers) {
    return new Schedule(
        new UUID(0, 9), new UUID(0, 8), "team", UTC, options, List.of(layers), Changes.NONE);
  }

  static Schedule schedule(Layer... layers) {
    return schedule(Options.USUAL, layers);
  }

  static Window window(String start, String end) {
    return new Window(Instant.parse(start), Instant.parse(end));
  }

  static List<UUID> who(Schedule schedule, String at) {
    return who(schedule, Instant.parse(at));
  }

  static List<UUID> who(Schedule schedule, Instant at) {
    return switch (OnCall.at(schedule, at)) {
      case OnCall.People people -> people.userIds();
      case OnCall.Nobody _ -> List.of();
    };
  }

  /** When shifts begin, from one instant until just before another. */
  static List<Instant> handoffs(Schedule schedule, String start, String end) {
    return FinalSchedule.of(schedule, window(start, end)).shifts().stream()
        .map(shift -> shift.during().start())
        .toList();
  }
}
