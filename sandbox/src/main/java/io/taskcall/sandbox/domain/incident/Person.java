package io.taskcall.sandbox.domain.incident;

import java.util.UUID;

/** Somebody with an account in the sandbox's Datadog. */
public record Person(UUID id, String handle, String name) {
  /** Who plays in Datadog's own pages and holds the API keys. */
  public static final Person DANA =
      new Person(
          UUID.fromString("3ad549bf-eba0-41e9-a77a-0705486660d0"), "dana@sandbox.example", "Dana");

  /** On whose behalf an OAuth grant acts. */
  public static final Person INTEGRATION =
      new Person(
          UUID.fromString("9919ec9b-ebc7-49ee-8dc8-03626e717cca"),
          "integration@sandbox.example",
          "TaskCall integration");
}
