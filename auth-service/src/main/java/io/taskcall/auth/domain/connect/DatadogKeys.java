package io.taskcall.auth.domain.connect;

import io.taskcall.auth.domain.Secret;

/** A pair of Datadog keys: the organization's API key, and somebody's application key. */
public record DatadogKeys(Secret apiKey, Secret applicationKey) {}
