package io.taskcall.oncall.domain.schedule;

import io.taskcall.oncall.domain.rotation.Window;

/** A duty, from when until when. */
public record Shift(Duty duty, Window during) {}
