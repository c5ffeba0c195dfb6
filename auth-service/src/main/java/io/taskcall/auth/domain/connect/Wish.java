package io.taskcall.auth.domain.connect;

import java.util.UUID;

/**
 * What somebody wants to integrate.
 *
 * @param name what the integration is to be called
 * @param site the Datadog site that they begin at
 */
public record Wish(String name, UUID serviceId, String site) {}
