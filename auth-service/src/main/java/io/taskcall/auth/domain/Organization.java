package io.taskcall.auth.domain;

import io.taskcall.contracts.Ids;
import java.util.UUID;

/**
 * Those who work together.
 *
 * @param key its short name in the setup file, from which all its ids derive
 */
public record Organization(UUID id, String key, String name) {
  /** The organization with this key; the same key is always the same organization. */
  public static Organization of(String key, String name) {
    return new Organization(Ids.derive("organization", key), key, name);
  }

  /** The id of the service that its setup file calls {@code serviceKey}. */
  public UUID serviceId(String serviceKey) {
    return Ids.derive("service", id, serviceKey);
  }
}
