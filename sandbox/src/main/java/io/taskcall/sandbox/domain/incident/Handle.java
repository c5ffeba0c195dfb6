package io.taskcall.sandbox.domain.incident;

import org.jspecify.annotations.Nullable;

/**
 * Whom an incident notifies.
 *
 * @param handle such as {@code @dana@sandbox.example}
 */
public record Handle(@Nullable String displayName, String handle) {}
