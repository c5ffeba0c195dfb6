package io.taskcall.sync.domain;

import java.util.UUID;

/** The rules of each integration's mirror, as its organization has chosen them. */
public interface Mirrors {
  /** The rules that hold for an integration now. */
  Mirror of(UUID integrationId);

  /** What was chosen for an integration. */
  Choices choicesOf(UUID integrationId);

  /** True if incidents that came from no Datadog incident may have one all the same. */
  boolean mayCreate(UUID integrationId);
}
