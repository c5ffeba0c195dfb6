package io.taskcall.dedup.rocksdb;

import io.taskcall.contracts.Level;
import io.taskcall.contracts.Priority;
import io.taskcall.dedup.domain.timeline.Condition;
import io.taskcall.dedup.domain.timeline.Cycle;
import io.taskcall.dedup.domain.timeline.History;
import io.taskcall.dedup.domain.timeline.Observation;
import io.taskcall.dedup.domain.timeline.Openings;
import io.taskcall.dedup.domain.timeline.Place;
import io.taskcall.dedup.domain.timeline.Severity;
import io.taskcall.dedup.domain.timeline.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored form of an alert's history. */
final class TimelineCodec {
  private static final int FIRED = 0;
  private static final int ACKNOWLEDGED = 1;
  private static final int RECOVERED = 2;

  private static final int QUIET = 0;
  private static final int FIRING = 1;
  private static final int FLAPPING = 2;

  private static final int CYCLE_NONE = 0;
  private static final int CYCLE_NUMBER = 1;
  private static final int CYCLE_NAME = 2;

  private TimelineCodec() {}

  static void history(Packer out, History history) {
    condition(out, history.current());
    boolean whole = history.horizon() == null;
    out.oneByte(whole ? 0 : 1);
    if (history.horizon() != null) {
      condition(out, history.base());
      observation(out, history.horizon());
    }
    out.number(history.recent().size());
    history.recent().forEach(observation -> observation(out, observation));
  }

  static History history(Unpacker in) {
    var current = condition(in);
    boolean whole = in.oneByte() == 0;
    var base = whole ? Condition.UNHEARD : condition(in);
    var horizon = whole ? null : observation(in);
    int size = in.count();
    var recent = new ArrayList<Observation>(size);
    for (int i = 0; i < size; i++) {
      recent.add(observation(in));
    }
    return new History(base, horizon, recent, current);
  }

  static void severity(Packer out, Severity severity) {
    out.oneByte((code(severity.level()) << 4) | code(severity.priority()));
  }

  static Severity severity(Unpacker in) {
    int both = in.oneByte();
    return new Severity(level(both >> 4), priority(both & 0xf));
  }

  private static int code(Level level) {
    return switch (level) {
      case WARN -> 0;
      case NO_DATA -> 1;
      case ALERT -> 2;
    };
  }

  private static Level level(int code) {
    return switch (code) {
      case 0 -> Level.WARN;
      case 1 -> Level.NO_DATA;
      case 2 -> Level.ALERT;
      default -> throw new IllegalStateException("not a level: " + code);
    };
  }

  private static int code(@Nullable Priority priority) {
    return switch (priority) {
      case null -> 0;
      case P1 -> 1;
      case P2 -> 2;
      case P3 -> 3;
      case P4 -> 4;
      case P5 -> 5;
    };
  }

  private static @Nullable Priority priority(int code) {
    return switch (code) {
      case 0 -> null;
      case 1 -> Priority.P1;
      case 2 -> Priority.P2;
      case 3 -> Priority.P3;
      case 4 -> Priority.P4;
      case 5 -> Priority.P5;
      default -> throw new IllegalStateException("not a priority: " + code);
    };
  }

  private static void observation(Packer out, Observation observation) {
    var place = observation.place();
    switch (observation) {
      case Observation.Fired fired -> {
        out.oneByte(FIRED);
        severity(out, fired.severity());
      }
      case Observation.Acknowledged taken -> out.oneByte(ACKNOWLEDGED).textOrNone(taken.by());
      case Observation.Recovered _ -> out.oneByte(RECOVERED);
    }
    out.fixed(place.id()).time(place.at());
    cycle(out, place.cycle());
  }

  private static Observation observation(Unpacker in) {
    return switch (in.oneByte()) {
      case FIRED -> {
        var severity = severity(in);
        yield new Observation.Fired(place(in), severity);
      }
      case ACKNOWLEDGED -> {
        var by = in.textOrNone();
        yield new Observation.Acknowledged(place(in), by);
      }
      case RECOVERED -> new Observation.Recovered(place(in));
      default -> throw new IllegalStateException("not an observation");
    };
  }

  private static Place place(Unpacker in) {
    return new Place(in.fixed(), in.time(), cycle(in));
  }

  private static void cycle(Packer out, @Nullable Cycle cycle) {
    if (cycle == null) {
      out.oneByte(CYCLE_NONE);
    } else if (cycle.aged()) {
      out.oneByte(CYCLE_NUMBER).fixed(cycle.number());
    } else {
      out.oneByte(CYCLE_NAME).text(cycle.name());
    }
  }

  private static @Nullable Cycle cycle(Unpacker in) {
    return switch (in.oneByte()) {
      case CYCLE_NUMBER -> Cycle.of(in.fixed());
      case CYCLE_NAME -> Cycle.of(in.text());
      default -> null;
    };
  }

  private static void condition(Packer out, Condition condition) {
    switch (condition) {
      case Condition.Quiet quiet -> {
        out.oneByte(QUIET).number(quiet.ignored());
        openings(out, quiet.openings());
      }
      case Condition.Firing firing -> {
        out.oneByte(FIRING);
        stretch(out, firing.stretch());
        openings(out, firing.openings());
      }
      case Condition.Flapping flapping -> {
        out.oneByte(FLAPPING);
        stretch(out, flapping.stretch());
        out.oneByte(flapping.firing() ? 1 : 0).time(flapping.lastTurn());
        out.number(flapping.openings());
      }
    }
  }

  private static Condition condition(Unpacker in) {
    return switch (in.oneByte()) {
      case QUIET -> new Condition.Quiet(in.count(), openings(in));
      case FIRING -> new Condition.Firing(stretch(in), openings(in));
      case FLAPPING ->
          new Condition.Flapping(stretch(in), in.oneByte() != 0, in.time(), in.count());
      default -> throw new IllegalStateException("not a condition");
    };
  }

  private static void stretch(Packer out, Stretch stretch) {
    cycle(out, stretch.cycle());
    out.time(stretch.since()).time(stretch.lastFired()).number(stretch.count());
    severity(out, stretch.severity());
    var taken = stretch.taken();
    if (taken == null) {
      out.oneByte(0);
    } else {
      out.oneByte(1).textOrNone(taken.by());
    }
  }

  private static Stretch stretch(Unpacker in) {
    return new Stretch(
        cycle(in),
        in.time(),
        in.time(),
        in.count(),
        severity(in),
        in.oneByte() == 0 ? null : new Stretch.Taken(in.textOrNone()));
  }

  private static void openings(Packer out, Openings openings) {
    out.number(openings.times().size());
    openings.times().forEach(out::time);
  }

  private static Openings openings(Unpacker in) {
    int size = in.count();
    List<Instant> times = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      times.add(in.time());
    }
    return new Openings(times);
  }
}
