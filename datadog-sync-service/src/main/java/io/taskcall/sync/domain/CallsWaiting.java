package io.taskcall.sync.domain;

/** There may be calls to make that there were not a moment ago. */
public record CallsWaiting() {}
