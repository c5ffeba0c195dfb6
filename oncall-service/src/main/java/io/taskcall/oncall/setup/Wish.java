package io.taskcall.oncall.setup;

import java.util.OptionalLong;

/**
 * How something is to be saved.
 *
 * @param version the only one that is to be changed; empty if any will do
 * @param onlyNew there must not be one yet
 * @param allowGaps nobody may be on call where somebody was
 * @param dryRun only say what would come of it
 */
public record Wish(OptionalLong version, boolean onlyNew, boolean allowGaps, boolean dryRun) {}
