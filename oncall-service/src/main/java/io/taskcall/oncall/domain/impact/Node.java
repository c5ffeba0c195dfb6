package io.taskcall.oncall.domain.impact;

import java.util.UUID;

/** A service as a part of the graph. */
public record Node(UUID id, String name, Kind kind) {}
