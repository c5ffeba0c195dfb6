package io.taskcall.sync.domain;

import java.time.Duration;
import java.util.Optional;

/**
 * What a turn came to.
 *
 * @param pause before the next one
 * @param listed how many incidents were listed by now
 * @param note what came of it, for people
 * @param whole whether all was answered
 * @param hold for how long the integration must wait, if it must
 */
public record TurnEnd(
    Duration pause, int listed, String note, boolean whole, Optional<Hold> hold) {}
