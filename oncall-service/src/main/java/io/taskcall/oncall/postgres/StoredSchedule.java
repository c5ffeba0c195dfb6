package io.taskcall.oncall.postgres;

import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.schedule.Changes;
import io.taskcall.oncall.domain.schedule.Layer;
import io.taskcall.oncall.domain.schedule.Options;
import io.taskcall.oncall.domain.schedule.Schedule;
import io.taskcall.oncall.domain.schedule.ScheduleOverride;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as a row keeps it, with the overrides of the setup file. Rows from before there were
 * layers have a rotation and its participants instead.
 */
record StoredSchedule(
    UUID id,
    UUID organizationId,
    String name,
    ZoneId zone,
    @Nullable Options options,
    @Nullable List<Layer> layers,
    @Nullable List<ScheduleOverride> overrides,
    @Nullable List<Duration> notices,
    @Nullable OnlyRotation rotation,
    @Nullable List<List<UUID>> participants) {
  /** What a rotation was before there were layers. */
  record OnlyRotation(Rotation.Unit unit, int interval, LocalDateTime start) {}

  static StoredSchedule of(Schedule schedule) {
    return new StoredSchedule(
        schedule.id(),
        schedule.organizationId(),
        schedule.name(),
        schedule.zone(),
        schedule.options(),
        schedule.layers(),
        schedule.changes().overrides(),
        schedule.notices(),
        null,
        null);
  }

  Schedule schedule() {
    return new Schedule(
        id,
        organizationId,
        name,
        zone,
        options == null ? Options.USUAL : options,
        layers == null ? onlyLayer() : layers,
        new Changes(overrides == null ? List.of() : overrides, List.of(), List.of()),
        notices == null ? List.of() : notices);
  }

  private List<Layer> onlyLayer() {
    if (rotation == null || participants == null) {
      return List.of();
    }
    var every = new Rotation.Every(rotation.unit(), rotation.interval(), rotation.start());
    return List.of(Layer.of(name, zone, every, participants));
  }
}
