package io.taskcall.auth.domain.passkey;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that somebody can sign in with instead of a password and a code.
 *
 * @param lastUsedAt absent if it was never used
 */
public record Passkey(UUID id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {}
