package io.taskcall.oncall.setup;

import static io.taskcall.oncall.setup.Mistake.needed;

import io.taskcall.contracts.Ids;
import io.taskcall.oncall.domain.rotation.Window;
import io.taskcall.oncall.domain.schedule.Changes;
import io.taskcall.oncall.domain.schedule.HandoffNotice;
import io.taskcall.oncall.domain.schedule.Layer;
import io.taskcall.oncall.domain.schedule.Options;
import io.taskcall.oncall.domain.schedule.Schedule;
import io.taskcall.oncall.domain.schedule.ScheduleOverride;
import io.taskcall.oncall.setup.ScheduleEntry.LayerEntry;
import io.taskcall.oncall.setup.ScheduleEntry.OptionsEntry;
import io.taskcall.oncall.setup.ScheduleEntry.OverrideEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes schedules of what a setup file says of them. */
record Schedules(People people) {
  private static final int NOTICES_MAX = 5;

  Schedule schedule(ScheduleEntry entry) {
    var key = needed("key", entry.key());
    var zone = needed("timeZone", entry.timeZone());
    var id = Ids.derive("schedule", people.organization(), key);
    return new Schedule(
        id,
        people.organization(),
        entry.name() == null ? key : entry.name(),
        zone,
        options(entry.options()),
        layers(entry, key, zone),
        new Changes(overrides(entry, id, zone), List.of(), List.of()),
        notices(Layers.given(entry.handoffNotices())));
  }

  private static List<Duration> notices(List<Duration> given) {
    boolean wrong =
        given.stream()
            .anyMatch(one -> one.isNegative() || one.compareTo(HandoffNotice.FARTHEST) > 0);
    if (wrong || given.size() > NOTICES_MAX) {
      throw new Mistake("handoffNotices", "are up to 5 lengths of time from PT0S to P31D");
    }
    return given.stream().distinct().toList();
  }

  private static Options options(@Nullable OptionsEntry entry) {
    var usual = Options.USUAL;
    return entry == null
        ? usual
        : new Options(
            entry.hours() == null ? usual.hours() : entry.hours(),
            entry.layers() == null ? usual.layers() : entry.layers(),
            entry.restricted() == null ? usual.restricted() : entry.restricted());
  }

  private List<Layer> layers(ScheduleEntry entry, String key, ZoneId zone) {
    var layers = entry.layers();
    if (layers == null) {
      var rotation = Mistake.in("rotation", () -> Layers.rotation(entry.rotation()));
      return List.of(Layer.of(key, zone, rotation, groups(entry.participants())));
    }
    if (entry.rotation() != null || entry.participants() != null) {
      throw new Mistake("layers", "stand instead of rotation and participants, not beside them");
    }
    return IntStream.range(0, layers.size())
        .mapToObj(i -> Mistake.in("layers[" + i + "]", () -> layer(layers.get(i), zone)))
        .toList();
  }

  private Layer layer(LayerEntry entry, ZoneId scheduleZone) {
    var zone = entry.timeZone() == null ? scheduleZone : entry.timeZone();
    return Layers.layer(entry, zone, groups(entry.participants()));
  }

  private List<List<UUID>> groups(@Nullable List<List<String>> participants) {
    return needed("participants", participants).stream().map(this::users).toList();
  }

  private List<ScheduleOverride> overrides(ScheduleEntry entry, UUID schedule, ZoneId zone) {
    var overrides = Layers.given(entry.overrides());
    return IntStream.range(0, overrides.size())
        .mapToObj(i ->
            Mistake.in("overrides[" + i + "]", () -> override(overrides.get(i), schedule, zone)))
        .toList();
  }

  private ScheduleOverride override(OverrideEntry entry, UUID schedule, ZoneId zone) {
    var from = Layers.near("from", needed("from", entry.from()));
    var to = Layers.near("to", needed("to", entry.to()));
    var during = Mistake.in("to", () -> new Window(at(from, zone), at(to, zone)));
    var id = Ids.derive("schedule.override", schedule, entry.toString());
    if (entry.everybody() == null) {
      return new ScheduleOverride.People(
          id,
          during,
          Set.copyOf(users(Layers.given(entry.remove()))),
          users(Layers.given(entry.add())));
    }
    if (entry.remove() != null || entry.add() != null) {
      throw new Mistake("everybody", "stands instead of remove and add, not beside them");
    }
    int priority = entry.priority() == null ? 0 : entry.priority();
    return new ScheduleOverride.Everybody(id, during, users(entry.everybody()), priority);
  }

  private static Instant at(LocalDateTime local, ZoneId zone) {
    return local.atZone(zone).toInstant();
  }

  private List<UUID> users(List<String> emails) {
    return people.ids(emails);
  }
}
