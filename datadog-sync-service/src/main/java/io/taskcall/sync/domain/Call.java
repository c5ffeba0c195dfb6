package io.taskcall.sync.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * A call to Datadog that is ours to make now.
 *
 * @param wishedAt when what it is about happened, by the clock of whoever it happened to
 * @param firstDue when it was first to be made
 * @param attempt which try this is, from 1
 * @param trace the W3C trace of what caused it
 */
public record Call(
    UUID id, Link link, Wish wish, Instant wishedAt, Instant firstDue, int attempt, String trace) {}
