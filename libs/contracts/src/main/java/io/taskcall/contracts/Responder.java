package io.taskcall.contracts;

import java.util.UUID;

/** A person who is asked to act on an incident. */
public record Responder(UUID userId, String name) {}
