package io.taskcall.sync.domain;

import java.time.Instant;

/** No call is made for an integration before {@code until}. */
public record Hold(Instant until, String reason) {}
