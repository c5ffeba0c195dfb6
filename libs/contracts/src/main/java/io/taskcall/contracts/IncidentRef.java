package io.taskcall.contracts;

import java.util.UUID;

/** Another incident, as one names it. */
public record IncidentRef(UUID id, long number, String title) {}
