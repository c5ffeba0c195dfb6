package io.taskcall.sync.domain;

import java.time.Instant;

/**
 * What one side says about a field.
 *
 * @param word in that side's own words
 * @param at since when, by that side's clock
 */
public record Said(String word, Instant at, Author by) {}
