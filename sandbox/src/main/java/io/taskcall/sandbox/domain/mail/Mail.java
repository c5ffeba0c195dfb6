package io.taskcall.sandbox.domain.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mail as one person got it.
 *
 * @param messageId as the sender wrote it, or empty
 * @param receivedAt when the whole of it had arrived, before the sender was told
 */
public record Mail(
    String to,
    String subject,
    String text,
    @Nullable String html,
    String messageId,
    Instant receivedAt) {}
