/**
 * Knows who is who: organizations, their people, API keys and integrations, and the grants to call
 * Datadog.
 */
@NullMarked
package io.taskcall.auth;

import org.jspecify.annotations.NullMarked;
