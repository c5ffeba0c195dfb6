package io.taskcall.oncall.postgres;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.taskcall.oncall.domain.rotation.Restriction;
import io.taskcall.oncall.domain.rotation.Rotation;
import io.taskcall.oncall.domain.rotation.ShiftLength;
import io.taskcall.oncall.domain.schedule.Change;
import io.taskcall.oncall.domain.schedule.ScheduleOverride;
import io.taskcall.oncall.domain.schedule.Swap;
import io.taskcall.oncall.domain.schedule.TemporarySchedule;

/** What the variants of a schedule's parts are called in JSON. */
final class ScheduleJson {
  private ScheduleJson() {}

  static Module module() {
    return new SimpleModule("schedules")
        .setMixInAnnotation(Rotation.class, Rotations.class)
        .setMixInAnnotation(ShiftLength.class, Lengths.class)
        .setMixInAnnotation(Restriction.class, Restrictions.class)
        .setMixInAnnotation(Change.class, Changes.class)
        .setMixInAnnotation(Swap.State.class, States.class);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Rotation.Never.class, name = "never"),
    @JsonSubTypes.Type(value = Rotation.Once.class, name = "once"),
    @JsonSubTypes.Type(value = Rotation.Every.class, name = "every"),
    @JsonSubTypes.Type(value = Rotation.OnWeekdays.class, name = "on_weekdays"),
    @JsonSubTypes.Type(value = Rotation.OnMonthDays.class, name = "on_month_days"),
  })
  private interface Rotations {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ShiftLength.UntilHandoff.class, name = "until_handoff"),
    @JsonSubTypes.Type(value = ShiftLength.Fixed.class, name = "fixed"),
  })
  private interface Lengths {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Restriction.Daily.class, name = "daily"),
    @JsonSubTypes.Type(value = Restriction.Weekly.class, name = "weekly"),
  })
  private interface Restrictions {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ScheduleOverride.People.class, name = "people"),
    @JsonSubTypes.Type(value = ScheduleOverride.Everybody.class, name = "everybody"),
    @JsonSubTypes.Type(value = TemporarySchedule.class, name = "temporary"),
    @JsonSubTypes.Type(value = Swap.class, name = "swap"),
  })
  private interface Changes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Swap.State.Offered.class, name = "offered"),
    @JsonSubTypes.Type(value = Swap.State.Taken.class, name = "taken"),
    @JsonSubTypes.Type(value = Swap.State.Withdrawn.class, name = "withdrawn"),
  })
  private interface States {}
}
